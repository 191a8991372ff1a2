import { FormControlLabel, Radio, RadioGroup } from '@mui/material';
import { useState } from 'react';
import { useTranslate } from 'react-admin';
import type { Instance } from '../api/client';
import { DATABASE_FATES } from '../api/enums';
import { useCan } from '../auth/use-can';
import { AskedButton } from '../common/asked.button';
import type { Answer } from '../common/question';
import { TypedName } from '../common/typed-name';
import { terminate } from './instance.calls';

/** Whether the database stays, as it does unless somebody says otherwise and types its name. */
function Fate({ name }: Pick<Instance, 'name'>) {
  const translate = useTranslate();
  const [fate, setFate] = useState('keep');
  return (
    <>
      <RadioGroup name="database" value={fate} onChange={(_event, chosen) => setFate(chosen)} sx={{ gap: 1, my: 1 }}>
        {DATABASE_FATES.map((word) => (
          <FormControlLabel key={word} value={word} control={<Radio />} label={translate(`amiral.ask.${word}`)} />
        ))}
      </RadioGroup>
      {fate === 'drop' && <TypedName name={name} />}
    </>
  );
}

function endingOf({ database, reason, confirm }: Answer) {
  const why = reason === undefined ? {} : { reason };
  if (database !== 'drop') return { ...why, database: 'keep' } as const;
  return { ...why, database: 'drop', withoutBackup: true, ...(confirm && { confirm }) } as const;
}

/** Asks before an instance is terminated, why, and of whoever may drop databases, whether this one goes too. */
export function Terminate({ instance: { id, name, hasServiceLogin } }: { instance: Instance }) {
  const mayDrop = useCan('purge', 'instances') && hasServiceLogin;
  return (
    <AskedButton
      label="amiral.action.terminate"
      title="amiral.ask.terminate.title"
      consequence="amiral.ask.terminate.text"
      confirm="amiral.action.terminate"
      fields={['reason']}
      name={name}
      run={(answer) => terminate(id, endingOf(answer))}
      done={({ database }) => (database === 'drop' ? 'amiral.done.drop' : 'amiral.done.terminate')}
      reread={{}}
      color="error"
    >
      {mayDrop && <Fate name={name} />}
    </AskedButton>
  );
}
