import ExpandMore from '@mui/icons-material/ExpandMore';
import { Accordion, AccordionDetails, AccordionSummary, Typography } from '@mui/material';
import { useState } from 'react';
import { ListContextProvider, Pagination, useListContext, useListController, useTranslate } from 'react-admin';
import type { Server } from '../api/client';
import { ServerRows } from './server.rows';
import { filterOf, type GroupBy, groupsLeft, WORDS } from './server.search';
import { useSearch } from './use-search';

/** Few enough that several groups are seen at once. */
const PER_GROUP = 25;

interface Props {
  by: GroupBy;
  word: string;
  isOpen: boolean;
  onToggle: () => void;
}

/** A list of its own within the list: its rows, its pages, its selection; sorted and filtered as the whole. */
function Group({ by, word, isOpen, onToggle }: Props) {
  const translate = useTranslate();
  const whole = useListContext<Server>();
  const { filter, sort } = useSearch();
  const own = useListController<Server>({
    resource: 'servers',
    disableSyncWithLocation: true,
    storeKey: false,
    filter: filterOf(by, word, filter),
    sort,
    perPage: PER_GROUP,
  });
  const { total = 0 } = own;
  return (
    <Accordion
      disableGutters
      expanded={isOpen && total > 0}
      disabled={total === 0}
      onChange={onToggle}
      sx={{ '&.Mui-disabled': { bgcolor: 'inherit' } }}
      // Opened at once: whoever aims at a row misses it while it moves.
      slotProps={{ heading: { component: 'h2' }, transition: { unmountOnExit: true, timeout: 0 } }}
    >
      <AccordionSummary id={`group-${word}`} aria-controls={`group-${word}-rows`} expandIcon={<ExpandMore />}>
        <Typography sx={{ fontWeight: 600, mr: 1 }}>{translate(`${WORDS[by]}.${word}`)}</Typography>
        <Typography color="text.secondary">{total}</Typography>
      </AccordionSummary>
      <AccordionDetails id={`group-${word}-rows`} sx={{ p: 0 }}>
        <ListContextProvider value={{ ...own, sort, setSort: whole.setSort, filterValues: filter }}>
          <ServerRows />
          {total > PER_GROUP && <Pagination rowsPerPageOptions={[]} />}
        </ListContextProvider>
      </AccordionDetails>
    </Accordion>
  );
}

/** The list in sections; a filter by what it is grouped by leaves out the others. */
export function ServerGroups({ by }: { by: GroupBy }) {
  const { filter, sort } = useSearch();
  const [closed, setClosed] = useState<readonly string[]>([]);
  const toggle = (word: string) =>
    setClosed(closed.includes(word) ? closed.filter((other) => other !== word) : [...closed, word]);
  return groupsLeft(by, filter).map((word) => (
    <Group
      // Another order begins at its first page again.
      key={`${word} ${sort.field} ${sort.order}`}
      by={by}
      word={word}
      isOpen={!closed.includes(word)}
      onToggle={() => toggle(word)}
    />
  ));
}
