import Block from '@mui/icons-material/Block';
import Build from '@mui/icons-material/Build';
import MonitorHeart from '@mui/icons-material/MonitorHeart';
import PauseCircle from '@mui/icons-material/PauseCircle';
import PlayArrow from '@mui/icons-material/PlayArrow';
import PlayCircle from '@mui/icons-material/PlayCircle';
import type { ReactElement } from 'react';
import type { PlainAction } from './server.calls';

export const ACTION_ICONS: Record<PlainAction, ReactElement> = {
  activate: <PlayArrow />,
  maintenance: <Build />,
  deactivate: <Block />,
  cordon: <PauseCircle />,
  uncordon: <PlayCircle />,
  'check-health': <MonitorHeart />,
};
