/**
 * `/settings/profile`: picture, name, handle, a few words; and the way to the stage.
 */
import { Link } from '@tanstack/react-router';
import { buttonClass, usePageTitle } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { Panel } from './panel.tsx';
import { PerformPanel } from './perform-panel.tsx';
import { PictureForm } from './picture-form.tsx';
import { ProfileForm } from './profile-form.tsx';
import { useOwnProfile } from './queries.ts';
import { strings } from './strings.ts';

const words = strings.profile;

export function ProfileSettings() {
  const profile = useOwnProfile();
  usePageTitle(`${words.title} · ${strings.title}`);
  const see = profile.data && (
    <Link to="/u/$handle" params={{ handle: profile.data.handle }} className={buttonClass({ size: 'sm' })}>
      {words.see}
    </Link>
  );
  return (
    <>
      <Panel title={words.title} words={words.words} action={see}>
        <Answered query={profile}>
          {(own) => (
            <>
              <PictureForm profile={own} />
              <ProfileForm profile={own} />
            </>
          )}
        </Answered>
      </Panel>
      {profile.data && <PerformPanel performs={profile.data.performs} />}
    </>
  );
}
