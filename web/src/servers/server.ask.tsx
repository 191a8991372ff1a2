import { useTranslate } from 'react-admin';
import { type Field, Question } from '../common/question';
import type { ask } from '../i18n/en.ask';
import type { ActionBody, PlainAction } from './server.calls';

/** The actions that customers notice are asked about before they are taken, and why goes into the journal. */
export const ASKS: Partial<Record<PlainAction, readonly Field[]>> = {
  maintenance: ['reason', 'until'],
  deactivate: [],
  cordon: ['reason'],
} satisfies Partial<Record<keyof typeof ask, readonly Field[]>>;

interface Props {
  action: PlainAction | null;
  /** Whose name the question speaks of. */
  name: string;
  onAnswer: (body: ActionBody) => void;
  onClose: () => void;
}

export function AskDialog({ action, ...props }: Props) {
  return action && <ServerQuestion action={action} {...props} />;
}

function ServerQuestion({ action, name, onAnswer, onClose }: Props & { action: PlainAction }) {
  const translate = useTranslate();
  return (
    <Question
      isOpen
      title={translate(`amiral.ask.${action}.title`, { name })}
      text={translate(`amiral.ask.${action}.text`)}
      confirm={translate(`amiral.action.${action}`)}
      fields={ASKS[action]}
      onAnswer={onAnswer}
      onClose={onClose}
    />
  );
}
