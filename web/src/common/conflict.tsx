import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogContentText,
  DialogTitle,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableRow,
} from '@mui/material';
import { useTranslate, useTranslateLabel } from 'react-admin';

type Values = Record<string, unknown>;

interface Props {
  resource: string;
  base: Values;
  theirs: Values;
  mine: Values;
  onTheirs: () => void;
  onMine: () => void;
  onClose: () => void;
}

const SECRET = /password|secret/i;
const HIDDEN = '••••••';
const withoutSecrets = (key: string, value: unknown) => (SECRET.test(key) ? HIDDEN : value);
const text = (field: string, value: unknown) => {
  if (SECRET.test(field)) return HIDDEN;
  if (value === null || value === undefined || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value, withoutSecrets);
};

/** Somebody else has saved meanwhile: what they changed beside what was typed here. Nothing is lost until one side is chosen. */
export function Conflict({ resource, base, theirs, mine, onTheirs, onMine, onClose }: Props) {
  const translate = useTranslate();
  const label = useTranslateLabel();
  const changed = Object.keys(base).filter((field) => JSON.stringify(base[field]) !== JSON.stringify(theirs[field]));
  const ignored = ['version', 'updatedAt', 'lastCheckAt', 'responseTimeMs', 'actions'];
  const fields = [...new Set([...Object.keys(mine), ...changed])].filter((field) => !ignored.includes(field));
  const heads = ['field', 'before', 'theirs', 'mine'];
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="conflict-title">
      <DialogTitle id="conflict-title">{translate('amiral.conflict.title')}</DialogTitle>
      <DialogContent>
        <DialogContentText>{translate('amiral.conflict.text')}</DialogContentText>
        <Table size="small">
          <TableHead>
            <TableRow>
              {heads.map((head) => (
                <TableCell key={head}>{translate(`amiral.conflict.${head}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {fields.map((field) => (
              <TableRow key={field}>
                <TableCell>{label({ source: field, resource })}</TableCell>
                <TableCell>{text(field, base[field])}</TableCell>
                <TableCell>{text(field, theirs[field])}</TableCell>
                <TableCell>{field in mine ? <strong>{text(field, mine[field])}</strong> : '–'}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('amiral.conflict.back')}</Button>
        <Button onClick={onTheirs}>{translate('amiral.conflict.take_theirs')}</Button>
        <Button variant="contained" onClick={onMine}>
          {translate('amiral.conflict.take_mine')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
