import { BooleanInput, PasswordInput, TextInput } from 'react-admin';
import { useWatch } from 'react-hook-form';
import type { Channel } from '../api/client';
import { MAIL_SECURITY } from '../api/enums';
import { beginningWith, choicesOf } from '../common/choices';
import { InputGrid } from '../common/input-grid';
import { LabelsInput } from '../common/labels.input';
import { NumberInput } from '../common/number.input';
import { SecretInput } from '../common/secret.input';
import { SelectInput } from '../common/select.input';
import { SEVERITY_CHOICES } from '../common/severity.badge';
import { SigningSecrets } from './channel.signing';
import { isKind, KINDS } from './channel.values';

export const CHANNEL_FIELDS = ['name', 'enabled', 'minSeverity', 'labels', 'escalation', 'settings'];
export const KIND_CHOICES = choicesOf(KINDS, 'amiral.channel.kind');
const SECURE = choicesOf(beginningWith(['starttls'], MAIL_SECURITY), 'amiral.channel.secure');

interface Props {
  /** The channel as it is; none while it is being entered. */
  channel?: Channel;
  disabled?: boolean;
}

const WIDE = { gridColumn: '1 / -1' };
const lines = (list: unknown): string => (Array.isArray(list) ? list.join('\n') : '');
const itemsOf = (text: string): string[] => text.split(/[\s,;]/);

function Address() {
  return <TextInput source="settings.url" type="url" required helperText={false} sx={WIDE} />;
}

function OwnAuthority() {
  return (
    <TextInput
      source="settings.tlsCa"
      multiline
      minRows={2}
      maxRows={8}
      helperText="amiral.channel.tlsCa_help"
      sx={WIDE}
    />
  );
}

function Login({ channel, disabled = false }: Props) {
  return (
    <>
      <TextInput
        source="settings.username"
        helperText={channel?.settings.hasPassword ? 'amiral.channel.login_help' : false}
        autoComplete="off"
      />
      {channel ? (
        <SecretInput source="settings.password" isSet={channel.settings.hasPassword ?? false} disabled={disabled} />
      ) : (
        <PasswordInput source="settings.password" helperText={false} autoComplete="new-password" />
      )}
    </>
  );
}

function WebhookInputs({ channel, disabled = false }: Props) {
  return (
    <>
      <InputGrid>
        <Address />
        <OwnAuthority />
      </InputGrid>
      <SigningSecrets count={channel?.settings.secretCount} disabled={disabled} />
    </>
  );
}

function EmailInputs({ channel, disabled = false }: Props) {
  return (
    <InputGrid>
      <TextInput source="settings.host" required helperText={false} />
      <NumberInput source="settings.port" required={channel !== undefined} helperText="amiral.channel.port_help" />
      <SelectInput source="settings.secure" choices={SECURE} required defaultValue="starttls" helperText={false} />
      <TextInput source="settings.from" type="email" required helperText={false} />
      <TextInput
        source="settings.to"
        format={lines}
        parse={itemsOf}
        multiline
        minRows={2}
        required
        helperText="amiral.channel.to_help"
        sx={WIDE}
      />
      <Login {...(channel && { channel })} disabled={disabled} />
      <OwnAuthority />
    </InputGrid>
  );
}

/** The address is the secret here: of the one that is set only the host is known. */
function ChatInputs({ channel, disabled = false }: Props) {
  return channel ? (
    <SecretInput source="settings.secretUrl" isSet disabled={disabled} />
  ) : (
    <InputGrid>
      <PasswordInput source="settings.secretUrl" required helperText="amiral.channel.chat_help" autoComplete="off" />
    </InputGrid>
  );
}

function AlertmanagerInputs(props: Props) {
  return (
    <InputGrid>
      <Address />
      <Login {...props} />
      <OwnAuthority />
    </InputGrid>
  );
}

const INPUTS = {
  webhook: WebhookInputs,
  email: EmailInputs,
  slack: ChatInputs,
  teams: ChatInputs,
  alertmanager: AlertmanagerInputs,
};

/** How the kind that is chosen is reached. */
function KindInputs(props: Props) {
  const kind: unknown = useWatch({ name: 'kind', defaultValue: props.channel?.kind ?? 'webhook' });
  if (!isKind(kind)) return null;
  const Inputs = INPUTS[kind];
  return <Inputs key={kind} {...props} />;
}

export function ChannelInputs(props: Props) {
  const { channel, disabled = false } = props;
  return (
    <>
      <InputGrid>
        <TextInput source="name" required helperText={false} />
        {!channel && (
          <SelectInput source="kind" choices={KIND_CHOICES} required defaultValue="webhook" helperText={false} />
        )}
        <SelectInput
          source="minSeverity"
          choices={SEVERITY_CHOICES}
          required
          defaultValue={channel ? undefined : 'info'}
          helperText="amiral.channel.severity_help"
        />
      </InputGrid>
      <KindInputs {...props} />
      <LabelsInput disabled={disabled} help="amiral.channel.labels_help" />
      <BooleanInput source="enabled" defaultValue={channel ? undefined : true} helperText={false} />
      <BooleanInput source="escalation" helperText="amiral.channel.escalation_help" />
    </>
  );
}
