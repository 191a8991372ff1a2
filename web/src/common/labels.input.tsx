import Add from '@mui/icons-material/Add';
import Delete from '@mui/icons-material/Delete';
import { Box, Button, FormHelperText, IconButton, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useInput, useRecordContext, useTranslate, useTranslateLabel } from 'react-admin';

interface Row {
  key: string;
  value: string;
}

type Labels = Record<string, string>;

const isBlank = ({ key, value }: Row) => key === '' && value === '';
const labelsOf = (rows: readonly Row[]): Labels =>
  Object.fromEntries(rows.filter((row) => !isBlank(row)).map(({ key, value }) => [key, value]));

/** What a map cannot hold: two of one name, or a value without one. */
function wrongWith(rows: readonly Row[]): 'twice' | 'nameless' | undefined {
  const keys = rows.filter((row) => !isBlank(row)).map(({ key }) => key);
  if (keys.includes('')) return 'nameless';
  return new Set(keys).size < keys.length ? 'twice' : undefined;
}

/** The server's refusals, each under the label it is about: a path with dots in it arrives as objects in objects. */
function refusalsIn(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  if ('message' in error && typeof error.message === 'string') return [error.message];
  return Object.entries(error).flatMap(([part, inner]) =>
    refusalsIn(inner).map((message) => (/^[\w./-]+: /.test(message) ? `${part}.${message}` : `${part}: ${message}`)),
  );
}

interface PairProps {
  row: Row;
  disabled: boolean;
  onChange: (row: Row) => void;
  onRemove: () => void;
}

function Pair({ row, disabled, onChange, onRemove }: PairProps) {
  const translate = useTranslate();
  return (
    <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: '1fr 1fr auto', alignItems: 'center' }}>
      {(['key', 'value'] as const).map((part) => (
        <TextField
          key={part}
          size="small"
          disabled={disabled}
          label={translate(`amiral.labels.${part}`)}
          value={row[part]}
          onChange={(event) => onChange({ ...row, [part]: event.target.value.trimStart() })}
        />
      ))}
      <IconButton
        disabled={disabled}
        onClick={onRemove}
        aria-label={translate('amiral.labels.remove', { name: row.key })}
      >
        <Delete />
      </IconButton>
    </Box>
  );
}

interface Props {
  disabled: boolean;
  /** What they are for here. */
  help?: string;
}

/** Labels as pairs of name and value. */
export function LabelsInput({ disabled, help }: Props) {
  const translate = useTranslate();
  const label = useTranslateLabel();
  const before = useRecordContext<{ id: string; labels?: Labels }>()?.labels ?? {};
  const [rows, setRows] = useState<Row[]>(Object.entries(before).map(([key, value]) => ({ key, value })));
  const fault = wrongWith(rows);
  const wrong = fault && translate(`amiral.labels.${fault}`);
  const { field, fieldState } = useInput({ source: 'labels', validate: () => wrong });
  const change = (next: Row[]) => {
    setRows(next);
    field.onChange(labelsOf(next));
  };
  const refusals = wrong ? [wrong] : refusalsIn(fieldState.error);
  return (
    <Box role="group" aria-labelledby="labels-title" sx={{ maxWidth: 820, display: 'grid', gap: 1, pb: 1.5 }}>
      <Typography id="labels-title" variant="body2" color="text.secondary">
        {label({ source: 'labels' })}
      </Typography>
      {help !== undefined && <FormHelperText sx={{ m: 0 }}>{translate(help)}</FormHelperText>}
      {rows.map((row, index) => (
        <Pair
          key={index}
          row={row}
          disabled={disabled}
          onChange={(next) => change(rows.with(index, next))}
          onRemove={() => change(rows.toSpliced(index, 1))}
        />
      ))}
      {refusals.map((refusal) => (
        <FormHelperText key={refusal} error role="alert">
          {refusal}
        </FormHelperText>
      ))}
      {!disabled && (
        <Button
          size="small"
          startIcon={<Add />}
          onClick={() => setRows([...rows, { key: '', value: '' }])}
          sx={{ justifySelf: 'start' }}
        >
          {translate('amiral.labels.add')}
        </Button>
      )}
    </Box>
  );
}
