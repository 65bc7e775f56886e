import type { ProofView, TextProblem, ViolationView } from '../../../../shared/protocol/authoringViews.ts';
import { type TextKey, useLanguage, useText } from '../../../texts/useText.ts';
import { cx } from '../../../ui/cx.ts';
import { StatusSign } from '../../../ui/sign/StatusSign.tsx';
import { said } from '../../contact/localText.ts';
import { Trouble } from '../../contact/Trouble.tsx';
import { useOpenScript } from '../open/openScript.ts';
import { DialogueLines } from './DialogueLines.tsx';
import styles from './text.module.css';
import { lineOf } from './textPlaces.ts';

/** What the text proves. While a newer text is being checked the last result stays, and says that it is old. */
export function ProofPanel() {
  const say = useText('library');
  const { proof } = useOpenScript();
  const { result } = proof;
  return (
    <section aria-label={say('proof.title')} className={cx(styles.proof)}>
      <div className={cx(styles.proofHead)}>
        <h2>{say('proof.title')}</h2>
        <span role="status" className={cx(styles.verdict)}>
          {proof.isRunning ? (
            <StatusSign shape="waiting" text={say('proof.checking')} />
          ) : (
            result !== undefined && proof.isFresh && <Verdict proof={result} />
          )}
        </span>
      </div>
      <Trouble refusal={proof.refusal} fault={proof.fault} />
      {result !== undefined && (
        <div className={cx(styles.results, !proof.isFresh && styles.old)}>
          {!proof.isFresh && <p className={cx(styles.quiet)}>{say('proof.old')}</p>}
          {result.problems.map((one, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one place may be wrong in two ways with the same words.
            <Problem key={index} problem={one} />
          ))}
          {result.violations.map((one) => (
            <Violation key={`${one.property} ${one.subject}`} violation={one} />
          ))}
          {result.figures !== null && <Figures figures={result.figures} ms={result.ms} />}
        </div>
      )}
    </section>
  );
}

function Verdict({ proof }: { proof: ProofView }) {
  const say = useText('library');
  if (proof.proved) return <StatusSign shape="there" text={say('proof.proved')} />;
  if (proof.problems.length > 0)
    return <StatusSign shape="failed" text={say('proof.problems', { count: proof.problems.length })} />;
  return <StatusSign shape="failed" text={say('proof.broken', { count: proof.violations.length })} />;
}

function Problem({ problem }: { problem: TextProblem }) {
  const language = useLanguage();
  const { text } = useOpenScript();
  return (
    <div className={cx(styles.trouble)}>
      <p>
        {problem.key !== '' && <code>{problem.key}</code>} {said(problem.message, language)}
      </p>
      <GoToLine line={lineOf(text, problem.key) ?? lineOf(text, problem.message.en)} />
    </div>
  );
}

function Violation({ violation }: { violation: ViolationView }) {
  const say = useText('library');
  const language = useLanguage();
  const { text } = useOpenScript();
  return (
    <div className={cx(styles.trouble)}>
      <h3>{say('proof.breaks', { property: propertyText(violation.property, say) })}</h3>
      <p>{said(violation.message, language)}</p>
      <GoToLine line={lineOf(text, violation.subject)} />
      {violation.dialogue.length > 0 && (
        <>
          <p className={cx(styles.quiet)}>{say('proof.dialogue')}</p>
          <DialogueLines lines={violation.dialogue.map((line) => said(line, language))} />
        </>
      )}
    </div>
  );
}

function GoToLine({ line }: { line: number | null }) {
  const say = useText('library');
  const { goToLine } = useOpenScript();
  if (line === null) return null;
  return (
    <button type="button" className={cx(styles.link)} onClick={() => goToLine(line)}>
      {say('proof.goTo', { line })}
    </button>
  );
}

const figures = ['questions', 'rules', 'shortest', 'mean', 'longest', 'worstTo112'] as const;

function Figures({ figures: of, ms }: { figures: NonNullable<ProofView['figures']>; ms: number }) {
  const say = useText('library');
  return (
    <dl className={cx(styles.figures)}>
      {figures.map((name) => (
        <div key={name}>
          <dt>{say(`figure.${name}`)}</dt>
          <dd>{(Math.round(of[name] * 10) / 10).toLocaleString('fi-FI')}</dd>
        </div>
      ))}
      <div>
        <dt>{say('figure.ms')}</dt>
        <dd>{say('proof.ms', { ms: Math.round(ms) })}</dd>
      </div>
    </dl>
  );
}

/** A property that the texts do not know is shown by its own name: a broken one is never hidden. */
export function propertyText(property: string, say: ReturnType<typeof useText<'library'>>): string {
  const key = `property.${property}`;
  const text = say(key as TextKey<'library'>);
  return text === key ? property : text;
}
