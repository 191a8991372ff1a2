import Cable from '@mui/icons-material/Cable';
import CheckCircle from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import Help from '@mui/icons-material/Help';
import {
  Alert,
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  List,
  ListItem,
  ListItemIcon,
  ListItemText,
} from '@mui/material';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import type { Schemas, Server } from '../api/client';
import { messageOf } from '../api/problem';
import { testConnection } from './server.calls';

type Report = Schemas['ConnectionReport'];

function Sign({ ok }: { ok: boolean | null }) {
  const translate = useTranslate();
  if (ok === null) return <Help color="disabled" titleAccess={translate('amiral.test.unknown')} />;
  return ok ? (
    <CheckCircle color="success" titleAccess={translate('amiral.test.passed')} />
  ) : (
    <ErrorIcon color="error" titleAccess={translate('amiral.test.failed')} />
  );
}

function ReportView({ report }: { report: Report }) {
  const translate = useTranslate();
  const { ok, odooVersion, responseTimeMs, checks } = report;
  const summary = ok ? 'amiral.test.ok' : 'amiral.test.refused';
  return (
    <>
      <Alert severity={ok ? 'success' : 'error'}>
        {translate(summary, {
          version: odooVersion ?? '?',
          ms: Math.round(responseTimeMs ?? 0),
          reason: report.reason ?? '',
        })}
      </Alert>
      <List dense>
        {checks.map(({ name, ok: passed, detail }) => (
          <ListItem key={name}>
            <ListItemIcon sx={{ minWidth: 40 }}>
              <Sign ok={passed} />
            </ListItemIcon>
            <ListItemText primary={translate(`amiral.test.check.${name}`, { _: name })} secondary={detail} />
          </ListItem>
        ))}
      </List>
    </>
  );
}

/** Tries the connection and shows each check; nothing is changed by it. */
export function TestConnection({ server }: { server: Server }) {
  const translate = useTranslate();
  const notify = useNotify();
  const [report, setReport] = useState<Report | null>(null);
  const [busy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    try {
      setReport(await testConnection(server.id));
    } catch (error) {
      notify(messageOf(error), { type: 'error' });
    }
    setBusy(false);
  };
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        startIcon={<Cable />}
        loading={busy}
        loadingPosition="start"
        onClick={() => void test()}
      >
        {translate('amiral.action.test-connection')}
      </Button>
      <Dialog
        open={report !== null}
        onClose={() => setReport(null)}
        fullWidth
        maxWidth="sm"
        aria-labelledby="report-title"
      >
        <DialogTitle id="report-title">{translate('amiral.test.title', { name: server.name })}</DialogTitle>
        <DialogContent>{report && <ReportView report={report} />}</DialogContent>
        <DialogActions>
          <Button onClick={() => setReport(null)}>{translate('ra.action.close')}</Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
