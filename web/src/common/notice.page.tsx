import { Box, Button, Stack, Typography } from '@mui/material';
import { Title, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';

/** A page that says why there is nothing to see, and leads away from it. */
function NoticePage({ title, text }: { title: string; text: string }) {
  const translate = useTranslate();
  return (
    <Stack spacing={2} sx={{ py: 2 }}>
      <Title title={title} />
      <Typography variant="h5" component="h2">
        {translate(title)}
      </Typography>
      <Typography>{translate(text)}</Typography>
      <Box>
        <Button component={Link} to="/" variant="outlined">
          {translate('amiral.login.leave')}
        </Button>
      </Box>
    </Stack>
  );
}

export function AccessDenied() {
  return <NoticePage title="ra.page.access_denied" text="ra.message.access_denied" />;
}

export function NotFound() {
  return <NoticePage title="ra.page.not_found" text="ra.message.not_found" />;
}
