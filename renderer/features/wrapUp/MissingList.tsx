import { ArrowRight } from 'lucide-react';
import { isDisputed } from '../../../shared/domain/field/field.ts';
import type { PlanView } from '../../../shared/protocol/deskViews.ts';
import { useText } from '../../texts/useText.ts';
import { cx } from '../../ui/cx.ts';
import { situationFocus } from '../assessment/answerPath.ts';
import { askedNext } from '../assessment/questionGroups.ts';
import { useCall } from '../contact/callContext.ts';
import { useFrame } from '../frame/frameContext.ts';
import { assessmentLacking, type MissingItem } from './missingItems.ts';
import styles from './wrapUp.module.css';

interface MissingListProps {
  readonly missing: readonly MissingItem[];
  readonly plan: PlanView | null;
}

/** Each gap is a link to where it is filled. A contact may be closed with gaps: they are written down with it. */
export function MissingList({ missing, plan }: MissingListProps) {
  const say = useText('wrapUp');
  const fill = useFill(plan);
  return (
    <section aria-label={say('missing.title')} className={cx(styles.missing)}>
      <h3>{say('missing.title')}</h3>
      {missing.length === 0 ? (
        <p>{say('missing.none')}</p>
      ) : (
        <>
          <ul>
            {missing.map((item) => (
              <li key={item}>
                <button type="button" className={cx(styles.gap)} onClick={() => fill(item)}>
                  <ArrowRight aria-hidden="true" />
                  {say(`missing.${item}`)}
                </button>
              </li>
            ))}
          </ul>
          <p className={cx(styles.muted)}>{say('missing.lead')}</p>
        </>
      )}
    </section>
  );
}

function useFill(plan: PlanView | null): (item: MissingItem) => void {
  const { contact, goTo, pane, answering, chooseAssessment } = useCall();
  const { openIdentify } = useFrame();
  const toSituation = () => {
    goTo('assessment');
    answering.wishFocus(situationFocus);
  };
  const toVersions = () => {
    if (isDisputed(contact.reason)) return goTo(pane, 'reason-field');
    if (isDisputed(contact.client)) return openIdentify();
    if (isDisputed(contact.outcome)) return goTo('wrapUp', 'outcome-change');
    return goTo((plan?.disputed.length ?? 0) > 0 ? 'plan' : 'assessment', 'contact-pane');
  };
  return (item) => {
    const lacking = assessmentLacking(contact, item);
    if (lacking !== undefined) chooseAssessment(lacking.id);
    switch (item) {
      case 'reason':
        return goTo(pane, 'reason-field');
      case 'client':
        return openIdentify();
      case 'assessmentOpen':
        goTo('assessment');
        if (lacking !== undefined) answering.wishFocus(askedNext(lacking) ?? situationFocus);
        return;
      case 'decision':
      case 'decisionStale':
      case 'confirmation':
        return toSituation();
      case 'safetyNet':
        return goTo('assessment', 'safety-net');
      case 'twoVersions':
        return toVersions();
      case 'plan':
        return goTo('plan', 'plan-agree');
      case 'outcome':
        return goTo('wrapUp', 'outcome-field');
    }
  };
}
