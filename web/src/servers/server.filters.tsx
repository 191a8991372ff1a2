import FilterList from '@mui/icons-material/FilterList';
import {
  Button,
  Chip,
  Collapse,
  MenuItem,
  Stack,
  TextField,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { HEALTH_STATUSES } from '../api/enums';
import { LabelFilter } from './server.label-filter';
import { type Filter, GROUP_BYS, GROUPS, listOf, toggled } from './server.search';
import { SearchInput } from './server.search-input';
import { SavedSearches } from './server.searches';
import { useSearch } from './use-search';

/** Filters of which any number may be on: the list shows whatever is one of them. */
const ANY_OF = [
  { source: 'state', words: GROUPS.state, catalogue: 'amiral.state' },
  { source: 'healthStatus', words: HEALTH_STATUSES, catalogue: 'amiral.health' },
  { source: 'cordoned', words: ['true', 'false'], catalogue: 'amiral.filter.is_cordoned' },
] as const;

/** Filters that set several fields at once, of which one may be on. */
const ONE_OF = {
  capacity: {
    room: { minAvailableCapacity: 20, maxAvailableCapacity: undefined },
    nearly_full: { minAvailableCapacity: 0.01, maxAvailableCapacity: 20 },
    full: { minAvailableCapacity: undefined, maxAvailableCapacity: 0 },
  },
  archive: {
    archived_too: { archived: ['true', 'false'] },
    archived_only: { archived: ['true'] },
  },
} satisfies Record<string, Record<string, Filter>>;

const isOn = (filter: Filter, part: Filter) =>
  Object.entries(part).every(([field, value]) => JSON.stringify(filter[field]) === JSON.stringify(value));
const without = (part: Filter): Filter => Object.fromEntries(Object.keys(part).map((field) => [field, undefined]));

function Toggle({ label, on, onToggle }: { label: string; on: boolean; onToggle: () => void }) {
  return (
    <Chip
      size="small"
      component="button"
      label={label}
      aria-pressed={on}
      clickable
      color={on ? 'primary' : 'default'}
      variant={on ? 'filled' : 'outlined'}
      onClick={onToggle}
    />
  );
}

function Group({ label, children }: { label: string; children: ReactNode }) {
  const translate = useTranslate();
  return (
    <Stack
      direction="row"
      useFlexGap
      role="group"
      aria-label={translate(label)}
      sx={{ gap: 0.5, flexWrap: 'wrap', alignItems: 'center' }}
    >
      <Typography variant="caption" color="text.secondary">
        {translate(label)}
      </Typography>
      {children}
    </Stack>
  );
}

function Toggles() {
  const translate = useTranslate();
  const { filter, change } = useSearch();
  return (
    <>
      {ANY_OF.map(({ source, words, catalogue }) => (
        <Group key={source} label={`amiral.filter.${source}`}>
          {words.map((word) => (
            <Toggle
              key={word}
              label={translate(`${catalogue}.${word}`)}
              on={listOf(filter[source]).includes(word)}
              onToggle={() => change(toggled(filter, source, word))}
            />
          ))}
        </Group>
      ))}
      {Object.entries(ONE_OF).map(([source, parts]) => (
        <Group key={source} label={`amiral.filter.${source}`}>
          {Object.entries<Filter>(parts).map(([word, part]) => (
            <Toggle
              key={word}
              label={translate(`amiral.filter.${word}`)}
              on={isOn(filter, part)}
              onToggle={() => change(isOn(filter, part) ? without(part) : part)}
            />
          ))}
        </Group>
      ))}
      <LabelFilter chosen={listOf(filter['label'])} onChange={(label) => change({ label })} />
    </>
  );
}

function GroupByChoice() {
  const translate = useTranslate();
  const { by, change } = useSearch();
  return (
    <TextField
      select
      fullWidth={false}
      size="small"
      label={translate('amiral.group.by')}
      value={by ?? ''}
      onChange={({ target }) => change({ groupBy: target.value || undefined })}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ minWidth: 120, m: 0 }}
    >
      <MenuItem value="">{translate('amiral.group.none')}</MenuItem>
      {GROUP_BYS.map((by) => (
        <MenuItem key={by} value={by}>
          {translate(`amiral.filter.${by}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}

function ClearAll() {
  const translate = useTranslate();
  const { filter, replace } = useSearch();
  const { groupBy, ...rest } = filter;
  if (Object.keys(rest).length === 0) return null;
  return (
    <Button size="small" onClick={() => replace(groupBy ? { groupBy } : {})}>
      {translate('amiral.filter.clear')}
    </Button>
  );
}

/** What is searched for and filtered by. `children` stand beside the search. */
export function ServerFilters({ children }: { children?: ReactNode }) {
  const translate = useTranslate();
  const isWide = useMediaQuery((theme: Theme) => theme.breakpoints.up('md'));
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <Stack role="search" sx={{ py: 1, gap: 1 }}>
      <Stack direction="row" useFlexGap sx={{ gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <SearchInput />
        {!isWide && (
          <Button
            size="small"
            startIcon={<FilterList />}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {translate('amiral.filter.show')}
          </Button>
        )}
        {children}
        <ClearAll />
      </Stack>
      <Collapse in={isWide || open} id={id}>
        <Stack direction="row" useFlexGap sx={{ gap: 1, rowGap: 0.75, flexWrap: 'wrap', alignItems: 'center' }}>
          <Toggles />
        </Stack>
      </Collapse>
    </Stack>
  );
}

/** The filters of the list, how it is grouped, and what has been saved of them. */
export function ListFilters() {
  return (
    <ServerFilters>
      <GroupByChoice />
      <SavedSearches />
    </ServerFilters>
  );
}
