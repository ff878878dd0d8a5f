/**
 * The last net: where even the router broke, the person still gets a sentence and a way on.
 */
import { Component, type ReactNode } from 'react';
import { ErrorPage } from './error-page.tsx';

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <ErrorPage /> : this.props.children;
  }
}
