import { createElement } from 'react';
import { defaultDarkTheme, defaultLightTheme, type RaThemeOptions } from 'react-admin';
import { KeyboardBody } from '../common/keyboard-row';
import { NothingFound, NothingYet } from '../common/nothing';
import { Pages } from '../common/pages';

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const common: RaThemeOptions = {
  shape: { borderRadius: 8 },
  typography: {
    fontFamily: FONT,
    fontSize: 13,
    h5: { fontWeight: 650, letterSpacing: '-0.01em' },
    h6: { fontWeight: 600 },
    button: { textTransform: 'none', fontWeight: 550 },
  },
  sidebar: { width: 208, closedWidth: 52 },
};

/** What people have written is read in its own direction, and breaks rather than runs over an edge. */
const OWN_DIRECTION = { defaultProps: { dir: 'auto' } };

const components: RaThemeOptions['components'] = {
  ...defaultLightTheme.components,
  MuiTextField: { defaultProps: { variant: 'outlined', margin: 'dense', size: 'small', fullWidth: true } },
  MuiFormControl: { defaultProps: { variant: 'outlined', margin: 'dense', size: 'small', fullWidth: true } },
  MuiCssBaseline: {
    styleOverrides: { body: { overflowWrap: 'break-word' }, 'input, textarea': { unicodeBidi: 'plaintext' } },
  },
  MuiTypography: OWN_DIRECTION,
  MuiChip: OWN_DIRECTION,
  MuiMenuItem: OWN_DIRECTION,
  MuiTableCell: {
    ...OWN_DIRECTION,
    styleOverrides: { head: { fontWeight: 600 }, body: { maxWidth: 360 }, sizeSmall: { padding: '5px 8px' } },
  },
  MuiAppBar: { defaultProps: { color: 'default', elevation: 0 } },
  RaAppBar: { styleOverrides: { root: { borderBottom: '1px solid', borderColor: 'rgba(128,128,128,0.25)' } } },
  RaTopToolbar: { styleOverrides: { root: { minHeight: 44 } } },
  MuiCheckbox: {
    defaultProps: {
      // react-admin names the box where only its surroundings are told of it.
      slotProps: {
        root: { 'aria-label': undefined },
        input: (owner: object) => ({ 'aria-label': (owner as { 'aria-label'?: string })['aria-label'] }),
      },
    },
  },
  RaList: { defaultProps: { empty: createElement(NothingYet), pagination: createElement(Pages) } },
  RaDataTable: { defaultProps: { empty: createElement(NothingFound), body: KeyboardBody } },
  // What a field that cannot be changed says of that is there to be read.
  MuiFormHelperText: { styleOverrides: { root: { '&.Mui-disabled': { color: 'inherit' } } } },
  MuiTab: { styleOverrides: { root: { minHeight: 44 } } },
};

/** Calm: one dark blue for what can be done, grey for what is, colours for what needs a look. */
export const lightTheme: RaThemeOptions = {
  ...defaultLightTheme,
  ...common,
  palette: {
    mode: 'light',
    primary: { main: '#1b4b72' },
    secondary: { main: '#1b4b72' },
    // Darker than Material's own, which is too pale on a button that the pointer is on.
    error: { main: '#c62828' },
    background: { default: '#f6f7f9', paper: '#ffffff' },
    text: { primary: '#1c2530', secondary: '#55606e' },
  },
  components,
};

export const darkTheme: RaThemeOptions = {
  ...defaultDarkTheme,
  ...common,
  palette: {
    mode: 'dark',
    primary: { main: '#8fc1ea' },
    secondary: { main: '#8fc1ea' },
    error: { main: '#ff8a80' },
    background: { default: '#12161c', paper: '#1a2029' },
    text: { primary: '#e7ebf0', secondary: '#a9b4c1' },
  },
  components,
};
