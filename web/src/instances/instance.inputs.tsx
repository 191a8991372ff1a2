import { DateTimeInput, PasswordInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { isoOf } from '../common/iso-of';
import type { Instance } from '../api/client';
import { InputGrid } from '../common/input-grid';
import { NumberInput } from '../common/number.input';
import { ReferenceChoice } from '../common/reference-choice';

/** What may change of an instance; where its database is and what it is called stays. */
export const INSTANCE_FIELDS = [
  ...['name', 'customerName', 'customerEmail', 'subdomain', 'domain'],
  ...['planId', 'templateId', 'odooVersion', 'notes', 'expiresAt'],
];

/** Where a new instance goes: to the server that is chosen, or to the best one with that much room. */
export function PlaceInputs() {
  const serverId: unknown = useWatch({ name: 'serverId' });
  return (
    <InputGrid>
      <ReferenceChoice source="serverId" reference="servers" helperText="amiral.help.anyServer" />
      {!serverId && <NumberInput source="minCapacityPercent" min={0} max={100} helperText="amiral.help.leastFree" />}
    </InputGrid>
  );
}

/** What else may be said of a new one; what follows from the customer's name stands there already. */
export function DetailInputs() {
  return (
    <InputGrid>
      <TextInput source="name" helperText={false} />
      <TextInput source="subdomain" helperText="amiral.help.subdomain" />
      <TextInput source="databaseName" helperText="amiral.help.databaseName" />
      <TextInput source="domain" helperText="amiral.help.domain" />
      <TextInput source="externalId" helperText={false} />
      <DateTimeInput source="expiresAt" helperText={false} parse={isoOf} />
      <TextInput source="notes" multiline minRows={2} helperText={false} sx={{ gridColumn: '1 / -1' }} />
    </InputGrid>
  );
}

/** What makes the template's copy the customer's; each has a default. */
export function ProvisionInputs() {
  return (
    <InputGrid>
      <TextInput source="adminLogin" helperText="amiral.provision.help.adminLogin" />
      <PasswordInput
        source="adminPassword"
        helperText="amiral.provision.help.adminPassword"
        autoComplete="new-password"
      />
      <TextInput source="companyName" helperText="amiral.provision.help.companyName" />
      <TextInput source="language" helperText="amiral.provision.help.language" />
      <TextInput source="timezone" helperText="amiral.provision.help.timezone" />
      <TextInput source="country" helperText="amiral.provision.help.country" />
    </InputGrid>
  );
}

interface Props {
  /** The instance as it is; none while it is being entered. */
  instance?: Instance;
  /** A database that was there before came from no template of ours. */
  adopted?: boolean;
}

export function InstanceInputs({ instance, adopted = false }: Props) {
  const isUsed = instance !== undefined && instance.state !== 'draft';
  return (
    <InputGrid>
      <TextInput source="name" required helperText={false} />
      <TextInput source="customerName" required helperText={false} />
      <TextInput source="customerEmail" type="email" required helperText={false} />
      <TextInput source="subdomain" required helperText="amiral.help.subdomain" />
      {!instance && <TextInput source="databaseName" required helperText="amiral.help.databaseName" />}
      <ReferenceChoice source="planId" reference="plans" required />
      <ReferenceChoice
        source="templateId"
        reference="templates"
        required={!adopted && !isUsed}
        disabled={isUsed}
        helperText={isUsed ? 'amiral.help.templateUsed' : false}
      />
      <TextInput source="domain" helperText="amiral.help.domain" />
      <TextInput source="odooVersion" helperText={false} />
      <DateTimeInput source="expiresAt" helperText={false} parse={isoOf} />
      <TextInput source="notes" multiline minRows={2} helperText={false} sx={{ gridColumn: '1 / -1' }} />
    </InputGrid>
  );
}
