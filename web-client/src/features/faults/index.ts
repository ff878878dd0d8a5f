/**
 * Faults on demand: a panel for whoever wants to see how the page takes a loss. Never in production, where the server refuses.
 */
export { FaultPanel } from './fault-panel.tsx';
