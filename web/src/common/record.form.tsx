import { Alert, Box, Button, Stack } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Form, HttpError, type RaRecord, useDataProvider, useNotify, useTranslate } from 'react-admin';
import { type FieldValues, useFormState } from 'react-hook-form';
import { fieldErrorsOf, messageOf } from '../api/problem';
import { Conflict } from './conflict';
import { ListRefusals } from './list-refusals';

export interface Versioned extends RaRecord<string> {
  version?: number;
}

type Values = Record<string, unknown>;

interface Props {
  resource: string;
  record: Versioned;
  /** The fields the API takes; whatever else the record holds is not sent. */
  fields: readonly string[];
  disabled: boolean;
  /** Puts what was changed into the words of the API, where the form has others. */
  transform?: (changes: Values) => Values;
  children: ReactNode;
}

const asTyped = (changes: Values) => changes;
const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** What somebody has changed: an emptied input clears its field, a disabled one has no value. */
function changesOf(fields: readonly string[], before: Values, after: Values): Values {
  const changed = fields.filter(
    (field) =>
      after[field] !== undefined &&
      !isSame(before[field] === '' ? null : before[field], after[field] === '' ? null : after[field]),
  );
  return Object.fromEntries(changed.map((field) => [field, after[field] === '' ? null : after[field]]));
}

/** Of two readings of a record, is this the later one? Users have no version. */
function isNewer(a: Versioned, b: Versioned): boolean {
  if (a.version !== undefined && b.version !== undefined) return a.version > b.version;
  return String(a['updatedAt']) > String(b['updatedAt']);
}

interface SaveBarProps {
  /** Why the last save was refused. */
  refusal: string | null;
  onDirty: (dirty: boolean) => void;
}

/** Saves, and says beside the button why that was refused: the wrong field may be on a tab that is not open. */
function SaveBar({ refusal, onDirty }: SaveBarProps) {
  const translate = useTranslate();
  const { isDirty, isSubmitting, submitCount, errors } = useFormState();
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  const isInvalid = submitCount > 0 && Object.keys(errors).length > 0;
  const complaint = refusal ?? (isInvalid ? translate('ra.message.invalid_form') : null);
  return (
    <Stack direction="row" useFlexGap sx={{ gap: 1, pt: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <Button type="submit" variant="contained" disabled={!isDirty} loading={isSubmitting}>
        {translate('ra.action.save')}
      </Button>
      {complaint !== null && <Alert severity="error">{complaint}</Alert>}
    </Stack>
  );
}

interface Clash {
  theirs: Versioned;
  mine: Values;
}

interface Saving {
  resource: string;
  base: Versioned;
  transform: (changes: Values) => Values;
  /** Gets what the record then is. */
  saved: (record: Versioned) => void;
  /** Gets what both sides hold, when it has moved on. */
  clash: (clash: Clash) => void;
}

/** Saves against the version that was read. */
function useSave({ resource, base, transform, saved, clash }: Saving) {
  const notify = useNotify();
  const provider = useDataProvider();
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<string | null>(null);
  const { id } = base;
  /** Shows both sides. @returns why that could not be done, or null */
  const compare = async (mine: Values): Promise<unknown> => {
    try {
      const { data: theirs } = await provider.getOne<Versioned>(resource, { id });
      clash({ theirs, mine });
      return null;
    } catch (error) {
      return error;
    }
  };
  const run = async (mine: Values, version: number | undefined) => {
    setRefusal(null);
    try {
      const sent = { id, data: transform(mine), previousData: base, meta: { version } };
      const { data } = await provider.update<Versioned>(resource, sent);
      saved(data);
      notify('amiral.saved', { type: 'success' });
      await client.invalidateQueries({ queryKey: [resource] });
      return undefined;
    } catch (error) {
      const refused = error instanceof HttpError && error.status === 412 ? await compare(mine) : error;
      if (refused === null) return undefined;
      setRefusal(messageOf(refused));
      return fieldErrorsOf(refused);
    }
  };
  return { run, refusal };
}

/**
 * A form over a record that others may change meanwhile. What is typed stays whatever is read again; when the record has moved on,
 * the save is refused and both sides are shown.
 */
export function RecordForm({ resource, record, fields, disabled, transform = asTyped, children }: Props) {
  const [base, setBase] = useState(record);
  const [dirty, setDirty] = useState(false);
  const [conflict, setConflict] = useState<Clash | null>(null);
  if (!dirty && !conflict && isNewer(record, base)) setBase(record);
  const settle = (next: Versioned) => {
    setConflict(null);
    setBase(next);
  };
  const { run: save, refusal } = useSave({ resource, base, transform, saved: settle, clash: setConflict });
  const submit = (values: FieldValues) => save(changesOf(fields, base, values), base.version);
  return (
    <Form
      record={base}
      onSubmit={submit}
      disabled={disabled}
      sanitizeEmptyValues={false}
      disableInvalidFormNotification
    >
      <Box
        key={String(base.version ?? base['updatedAt'])}
        component="fieldset"
        disabled={disabled}
        sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}
      >
        {children}
        <ListRefusals />
        {!disabled && <SaveBar refusal={refusal} onDirty={setDirty} />}
      </Box>
      {conflict && (
        <Conflict
          resource={resource}
          base={base}
          {...conflict}
          onTheirs={() => settle(conflict.theirs)}
          onMine={() => void save(conflict.mine, conflict.theirs.version)}
          onClose={() => setConflict(null)}
        />
      )}
    </Form>
  );
}
