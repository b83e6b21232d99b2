import { describe, expect, it } from 'vitest';
import { panelItem } from '../../../lib/review/panel-item.ts';
import { NOW, request, requester } from '../samples.ts';

describe('what the panel knows of a request', () => {
  it('is the app, who asked and why, and what it could do at worst', () => {
    expect(panelItem(request())).toEqual({
      id: request().id,
      app: 'Draw for Jira',
      createdAt: NOW,
      people: 1,
      asked: [{ at: NOW, name: 'Ana López', reason: 'Boards.' }],
      byLink: true,
      permissions: 5,
      worst: 'high',
    });
  });

  it('goes by the levels that the organization set itself', () => {
    expect(panelItem(request(), { 'read:me': 'critical' }).worst).toBe('critical');
  });

  it('names three people at most, and counts all', () => {
    const requesters = Array.from({ length: 1000 }, (_, at) => requester({ name: `Person ${at}` }));
    const item = panelItem(request({ requesters }));
    expect(item.asked.map(({ name }) => name)).toEqual(['Person 0', 'Person 1', 'Person 2']);
    expect(item.people).toBe(1000);
  });

  it('holds nothing by which the flow or an answer could be forged', () => {
    const { app } = request();
    const text = JSON.stringify(
      panelItem(request({ app: { ...app, resource: 'https://r.example/' } })),
    );
    for (const kept of [app.clientId, requester().id, 'read:me', 'draw.example', 'r.example']) {
      expect(text).not.toContain(kept);
    }
  });

  it('says that nothing is known of the permissions, and counts those left out', () => {
    const { app } = request();
    expect(panelItem(request({ app: { ...app, scopes: [] } }))).toMatchObject({
      permissions: 0,
      worst: 'unknown',
    });
    expect(panelItem(request({ app: { ...app, scopesLeftOut: 7 } })).permissions).toBe(12);
  });
});
