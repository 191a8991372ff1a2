import { Alert, Box, Button, Collapse, Typography } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { SaveButton, TextInput, Toolbar, useGetList, useNotify, useTranslate } from 'react-admin';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { useSearchParams } from 'react-router-dom';
import type { Instance } from '../api/client';
import { fieldErrorsOf, messageOf, rejectedIn } from '../api/problem';
import { filled } from '../common/filled';
import { InputGrid } from '../common/input-grid';
import { Rejected } from '../common/rejected';
import { RecordCreate } from '../common/record.create';
import { ReferenceChoice } from '../common/reference-choice';
import { DetailInputs, PlaceInputs, ProvisionInputs } from './instance.inputs';
import { slugOf } from './instance.slug';

type Values = Record<string, unknown>;

/** What is only for a database that is made at once. */
const OF_PROVISION = ['adminLogin', 'adminPassword', 'companyName', 'language', 'timezone', 'country'];

const asDraft = (values: Values) =>
  filled(Object.fromEntries(Object.entries(values).filter(([field]) => !OF_PROVISION.includes(field))));
const atOnce = (values: Values) => ({ ...filled(values), provision: true });

/** Where its work is followed, and its first password shown; a draft has its own page. */
const nextOf = (_resource?: string, id?: unknown, data: object = {}): string => {
  const { currentOperationId } = data as Partial<Instance>;
  return currentOperationId ? `operations/${currentOperationId}` : `instances/${String(id)}`;
};

/** Names that follow from the customer's, until somebody writes others. */
function useDerivedNames() {
  const { setValue, getFieldState, control } = useFormContext();
  const given: unknown = useWatch({ control, name: 'customerName' });
  useEffect(() => {
    const customer = typeof given === 'string' ? given : '';
    const slug = slugOf(customer);
    for (const [field, value] of Object.entries({ name: customer, subdomain: slug, databaseName: slug })) {
      if (!getFieldState(field).isDirty) setValue(field, value);
    }
  }, [given, setValue, getFieldState]);
}

interface ChoiceProps {
  source: string;
  reference: string;
  /** Whether the only one there is need not even be seen. */
  isQuiet?: boolean;
}

/** The only one there is need not be chosen. */
function OnlyOrChosen({ source, reference, isQuiet = false }: ChoiceProps) {
  const { setValue, getValues } = useFormContext();
  const { data = [], total } = useGetList<{ id: string }>(reference, { pagination: { page: 1, perPage: 2 } });
  const only = total === 1 ? data[0]?.id : undefined;
  useEffect(() => {
    if (only !== undefined && !getValues(source)) setValue(source, only);
  }, [only, source, setValue, getValues]);
  return (only === undefined || !isQuiet) && <ReferenceChoice source={source} reference={reference} required />;
}

/** What follows by itself, or may be left to Amiral, is folded away until it is looked for, or wrong. */
function Folded({ children }: { children: ReactNode }) {
  const translate = useTranslate();
  const [search] = useSearchParams();
  const [isOpen, setOpen] = useState(search.has('source'));
  const { errors } = useFormState();
  const isShown = isOpen || Object.keys(errors).some((field) => !['customerName', 'customerEmail'].includes(field));
  return (
    <>
      <Button size="small" aria-expanded={isShown} onClick={() => setOpen(!isShown)} sx={{ my: 1 }}>
        {translate(isShown ? 'amiral.provision.less' : 'amiral.provision.more')}
      </Button>
      <Collapse in={isShown} sx={{ width: '100%' }}>
        {children}
      </Collapse>
    </>
  );
}

function Inputs() {
  useDerivedNames();
  return (
    <>
      <InputGrid>
        <TextInput source="customerName" required helperText={false} />
        <TextInput source="customerEmail" type="email" required helperText={false} />
        <OnlyOrChosen source="planId" reference="plans" />
        <OnlyOrChosen source="templateId" reference="templates" isQuiet />
      </InputGrid>
      <Folded>
        <PlaceInputs />
        <DetailInputs />
        <ProvisionInputs />
      </Folded>
    </>
  );
}

/** Two buttons are too wide for the bar that stays at the foot of a phone. */
const BELOW = {
  ...{ gap: 1, flexWrap: 'wrap' },
  '&.RaToolbar-mobileToolbar': { position: 'static', height: 'auto', py: 1, bgcolor: 'background.paper' },
};

function Answers() {
  return (
    <Toolbar sx={BELOW}>
      <SaveButton label="amiral.provision.now" />
      <SaveButton variant="outlined" type="button" transform={asDraft} />
    </Toolbar>
  );
}

/** Without a server of its own choice, the best one takes it; when there is none, the form says why. */
export function InstanceCreate() {
  const translate = useTranslate();
  const notify = useNotify();
  const [rejected, setRejected] = useState<Readonly<Record<string, number>> | null>(null);
  const onError = (error: Error) => {
    setRejected(rejectedIn(error) ?? null);
    const isAtItsField = Object.keys(fieldErrorsOf(error) ?? {}).length > 0;
    if (!rejectedIn(error) && !isAtItsField) notify(messageOf(error), { type: 'error', autoHideDuration: 8_000 });
  };
  return (
    <RecordCreate onError={onError} redirect={nextOf} transform={atOnce} toolbar={<Answers />}>
      <Inputs />
      {rejected && (
        <Alert severity="warning" sx={{ mt: 1, width: '100%', maxWidth: 820 }}>
          <Typography sx={{ mb: 1 }}>{translate('amiral.rejected.none')}</Typography>
          <Box sx={{ maxWidth: 480 }}>
            <Rejected rejected={rejected} />
          </Box>
        </Alert>
      )}
    </RecordCreate>
  );
}
