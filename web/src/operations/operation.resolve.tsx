import { Stack } from '@mui/material';
import type { Operation } from '../api/client';
import { OPERATION_OUTCOMES } from '../api/enums';
import { AskedButton } from '../common/asked.button';
import { resolve } from './operation.calls';

/** Asks whoever has looked what became of the call. */
export function OperationResolve({ id }: Pick<Operation, 'id'>) {
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap' }}>
      {OPERATION_OUTCOMES.map((outcome) => (
        <AskedButton
          key={outcome}
          label={`amiral.operation.resolve.${outcome}`}
          title={`amiral.operation.resolve.${outcome}_title`}
          consequence={`amiral.operation.resolve.${outcome}_text`}
          confirm={`amiral.operation.resolve.${outcome}`}
          fields={['note']}
          run={({ note }) => resolve(id, { outcome, ...(note && { note }) })}
          done="amiral.operation.done.resolve"
          reread={{ queryKey: ['operations'] }}
        />
      ))}
    </Stack>
  );
}
