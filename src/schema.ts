import { Staff1763800000000 } from '../migrations/1763800000000-staff';
import { Servers1763800000001 } from '../migrations/1763800000001-servers';
import { Instances1763800000002 } from '../migrations/1763800000002-instances';
import { Transitions1763800000003 } from '../migrations/1763800000003-transitions';
import { History1763800000004 } from '../migrations/1763800000004-history';
import { Channels1763800000005 } from '../migrations/1763800000005-channels';
import { Alerts1763800000006 } from '../migrations/1763800000006-alerts';
import { Alert, AlertNotice } from './alerts/alert.entity';
import { Incident } from './alerts/incidents/incident.entity';
import { AlertRule } from './alerts/rules/rule.entity';
import { Silence } from './alerts/silences/silence.entity';
import { MaintenanceWindow } from './alerts/windows/window.entity';
import { ListIndexes1763800000007 } from '../migrations/1763800000007-list-indexes';
import { Search1763800000008 } from '../migrations/1763800000008-search';
import { Outbound1763800000012 } from '../migrations/1763800000012-outbound';
import { Told1763800000013 } from '../migrations/1763800000013-told';
import { UnknownLogins1763800000016 } from '../migrations/1763800000016-unknown-logins';
import { SearchAsWritten1763800000018 } from '../migrations/1763800000018-search-as-written';
import { DatabasesAndDomains1763800000019 } from '../migrations/1763800000019-names-of-databases-and-domains';
import { Addresses1763800000020 } from '../migrations/1763800000020-addresses';
import { CertificateChains1763800000021 } from '../migrations/1763800000021-certificate-chains';
import { ReadableDomains1763800000024 } from '../migrations/1763800000024-readable-domains';
import { PlacementRefusal1763800000025 } from '../migrations/1763800000025-placement-refusal';
import { Operations1763800000026 } from '../migrations/1763800000026-operations';
import { ExternalIds1763800000027 } from '../migrations/1763800000027-external-ids';
import { Provisioning1763800000028 } from '../migrations/1763800000028-provisioning';
import { HealthReasons1763800000029 } from '../migrations/1763800000029-health-reasons';
import { Expiry1763800000030 } from '../migrations/1763800000030-expiry';
import { PublishedTemplates1763800000031 } from '../migrations/1763800000031-published-templates';
import { WorkAlerts1763800000033 } from '../migrations/1763800000033-work-alerts';
import { Session } from './auth/session.entity';
import { User } from './auth/users/user.entity';
import { Plan } from './catalog/plan.entity';
import { Template, TemplateServer } from './catalog/template.entity';
import { Channel } from './channels/channel.entity';
import { Delivery, DeliveryAttempt, NoticeReceipt, NoticeRow } from './channels/delivery.entity';
import { HealthPanic, HealthShard, HealthWorker } from './health/monitor.entity';
import { BulkLine } from './instances/bulk/bulk-line.entity';
import { ExpiryHold, ExpiryNotice } from './instances/expiry/expiry.entity';
import { Instance } from './instances/instance.entity';
import { InstanceFence } from './instances/instance-fence.entity';
import { JournalEntry } from './journal/journal.entity';
import { IdempotencyKey } from './operations/idempotency-key.entity';
import { Operation, OperationPause, OperationStep } from './operations/operation.entity';
import { DatabaseCopy } from './servers/copies/copy.entity';
import { FleetIdentity } from './servers/fleet-identity.entity';
import { Server } from './servers/server.entity';
import { ServerProbe } from './servers/server-probe.entity';
import { ServerTransition } from './servers/server-transition.entity';
import { Change } from './stream/change.entity';

/** Every table Amiral knows, as classes: a glob would load them by `require` behind the compiler's back. */
export const ENTITIES = [
  User,
  Session,
  JournalEntry,
  Server,
  ServerProbe,
  ServerTransition,
  Plan,
  Template,
  TemplateServer,
  Instance,
  HealthShard,
  HealthWorker,
  HealthPanic,
  Change,
  AlertRule,
  Silence,
  MaintenanceWindow,
  Incident,
  Alert,
  AlertNotice,
  Channel,
  NoticeRow,
  Delivery,
  DeliveryAttempt,
  NoticeReceipt,
  Operation,
  OperationStep,
  OperationPause,
  IdempotencyKey,
  DatabaseCopy,
  FleetIdentity,
  InstanceFence,
  ExpiryHold,
  ExpiryNotice,
  BulkLine,
];

export const MIGRATIONS = [
  Staff1763800000000,
  Servers1763800000001,
  Instances1763800000002,
  Transitions1763800000003,
  History1763800000004,
  Channels1763800000005,
  Alerts1763800000006,
  ListIndexes1763800000007,
  Search1763800000008,
  Outbound1763800000012,
  Told1763800000013,
  UnknownLogins1763800000016,
  SearchAsWritten1763800000018,
  DatabasesAndDomains1763800000019,
  Addresses1763800000020,
  CertificateChains1763800000021,
  ReadableDomains1763800000024,
  PlacementRefusal1763800000025,
  Operations1763800000026,
  ExternalIds1763800000027,
  Provisioning1763800000028,
  HealthReasons1763800000029,
  Expiry1763800000030,
  PublishedTemplates1763800000031,
  WorkAlerts1763800000033,
];
