import { ComparePane } from '../change/ComparePane.tsx';
import { ReplayPane } from '../change/ReplayPane.tsx';
import { ReleasePane } from '../release/ReleasePane.tsx';
import { GraphPane } from '../shape/GraphPane.tsx';
import { OutlinePane } from '../shape/OutlinePane.tsx';
import { TextPane } from '../text/TextPane.tsx';
import { TrialPane } from '../trial/TrialPane.tsx';
import { useOpenScript } from './openScript.ts';

export function ScriptPane() {
  const { tab } = useOpenScript();
  switch (tab) {
    case 'outline':
      return <OutlinePane />;
    case 'graph':
      return <GraphPane />;
    case 'text':
      return <TextPane />;
    case 'trial':
      return <TrialPane />;
    case 'compare':
      return <ComparePane />;
    case 'replay':
      return <ReplayPane />;
    case 'release':
      return <ReleasePane />;
  }
}
