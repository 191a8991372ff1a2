import { Box, Typography } from '@mui/material';
import { type ComponentProps, useState } from 'react';
import { Button, useListContext, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { Instance, Schemas } from '../api/client';
import { type Answer, Question } from '../common/question';
import { useAct } from '../common/use-act';
import { actOnMany, weigh } from './instance.calls';

const BULK = ['suspend', 'resume'] as const;
type Action = (typeof BULK)[number];
type QuestionProps = ComponentProps<typeof Question>;
type Verdicts = Schemas['BulkVerdicts']['items'];

/** What was asked for, and what would become of each. */
interface Weighed {
  action: Action;
  verdicts: Verdicts;
}

/** Those that would be left as they are, by why. */
function Refused({ verdicts }: { verdicts: Verdicts }) {
  const translate = useTranslate();
  const codes = [...new Set(verdicts.flatMap(({ code }) => code ?? []))];
  if (codes.length === 0) return null;
  return (
    <Box sx={{ mt: 1, overflowWrap: 'anywhere' }}>
      <Typography variant="body2">{translate('amiral.customers.bulk.refused')}</Typography>
      <Box component="ul" sx={{ mt: 0.5, pl: 2.5 }}>
        {codes.map((code) => {
          const lines = verdicts.filter((line) => line.code === code);
          return (
            <Typography key={code} component="li" variant="body2">
              <bdi>{lines.map(({ name, instanceId }) => name ?? instanceId).join(', ')}</bdi>:{' '}
              {translate(`amiral.customers.bulk.why.${code}`, { _: lines[0]?.detail ?? code })}
            </Typography>
          );
        })}
      </Box>
    </Box>
  );
}

function BulkQuestion({
  weighed,
  onAnswer,
  onClose,
}: { weighed: Weighed } & Pick<QuestionProps, 'onAnswer' | 'onClose'>) {
  const translate = useTranslate();
  const { action, verdicts } = weighed;
  const able = verdicts.filter(({ verdict }) => verdict === 'accepted').length;
  const word = translate(`amiral.action.${action}`);
  return (
    <Question
      isOpen
      title={translate('amiral.customers.bulk.title', { action: word, smart_count: verdicts.length })}
      text={translate(able === 0 ? 'amiral.customers.bulk.none' : 'amiral.customers.bulk.begins', {
        smart_count: able,
      })}
      confirm={word}
      fields={action === 'suspend' && able > 0 ? ['reason'] : []}
      isIdle={able === 0}
      onAnswer={onAnswer}
      onClose={onClose}
    >
      <Refused verdicts={verdicts} />
    </Question>
  );
}

/** Suspends or resumes those that are selected; what would become of each is shown first. */
export function InstanceBulkActions() {
  const translate = useTranslate();
  const navigate = useNavigate();
  const { selectedIds, onUnselectItems } = useListContext<Instance>();
  const { act, busy } = useAct();
  const [weighed, setWeighed] = useState<Weighed | null>(null);
  const ids = selectedIds.map(String);
  const ask = (action: Action) => act(async () => setWeighed({ action, verdicts: await weigh({ action, ids }) }), {});
  const begin = async (action: Action, { reason }: Answer) => {
    const { id } = await actOnMany({ action, ids, ...(reason !== undefined && { reason }) });
    onUnselectItems();
    await navigate(`/operations/${id}`);
  };
  return (
    <>
      {BULK.map((action) => (
        <Button
          key={action}
          label={translate('amiral.customers.bulk.on', {
            action: translate(`amiral.action.${action}`),
            smart_count: ids.length,
          })}
          disabled={busy}
          onClick={() => void ask(action)}
        />
      ))}
      {weighed && (
        <BulkQuestion
          weighed={weighed}
          onAnswer={(answer) => {
            setWeighed(null);
            void act(() => begin(weighed.action, answer), { reread: { queryKey: ['instances'] } });
          }}
          onClose={() => setWeighed(null)}
        />
      )}
    </>
  );
}
