import http from 'node:http';
import { Conversation, overTransport } from './odoo-conversation';
import { deadlineIn } from '../outbound/transport';
import { closeAll, listen, transportWith } from '../outbound/transport.testing';

afterEach(closeAll);

describe('a conversation with a server of several addresses', () => {
  it('stays with the one that answered first', async () => {
    const answering = http.createServer((_request, response) => {
      // Another server comes up at the address tried first, while this one answers.
      if (other.listening) response.end('first');
      else void listen(other, '127.0.0.2', port).then(() => response.end('first'));
    });
    const other = http.createServer((_request, response) => response.end('other'));
    const port = Number(new URL(await listen(answering)).port);
    const target = { url: `http://odoo.test:${String(port)}`, tlsCa: null };
    const addresses = ['127.0.0.2', '127.0.0.1'];
    const send = overTransport(transportWith(), target, addresses, deadlineIn(5_000));
    const conversation = new Conversation(target, send);
    const texts = [(await conversation.get('/')).text, (await conversation.get('/')).text];
    expect(texts).toEqual(['first', 'first']);
  });
});
