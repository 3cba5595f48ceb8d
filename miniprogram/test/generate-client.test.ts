import { describe, expect, it } from 'vitest'
import { generate, readArguments } from '../../scripts/generate-client.mjs'

const api = {
  paths: {
    '/api/v1/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: { operationId: 'get_thing', responses: { 200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } }, 404: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } } } },
      delete: { operationId: 'end_thing', responses: { 204: {} } },
    },
    '/api/v1/things': {
      post: { operationId: 'make_thing', parameters: [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }], requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['kind'], properties: { kind: { enum: ['a', 'b'] }, note: { type: ['string', 'null'] } } } } } }, responses: { 201: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } } } },
    },
    '/api/v1/desk/things': { get: { operationId: 'list_things', parameters: [{ name: 'after', in: 'query', schema: { type: 'string' } }], responses: { 200: { content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Row' } } } } } } } },
    '/api/v1/deskside': { get: { operationId: 'get_deskside', responses: { 204: {} } } },
  },
  components: { schemas: { Thing: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, parts: { type: 'array', items: { oneOf: [{ type: 'string' }, { type: 'null' }] } } } }, Problem: { type: 'object' }, Row: { type: 'object', properties: { n: { type: 'integer' } } } } },
}

describe('the generated client', () => {
  it('has one function an operation, with its path, query and body', () => {
    const written: string = generate(api)
    expect(written).toContain('getThing: (args: { path: { id: string }; headers?: Record<string, string> }) =>\n      send<Thing>')
    expect(written).toContain('path: `/api/v1/things/${encodeURIComponent(args.path.id)}`')
    expect(written).toContain('endThing: (args: { path: { id: string }; headers?: Record<string, string> }) =>\n      send<void>')
    expect(written).toContain('listThings: (args: { query?: { after?: string }; headers?: Record<string, string> } = {}) =>\n      send<Row[]>')
    expect(written).toContain('kind: "a" | "b"')
    expect(written).toContain('note?: string | null')
    expect(written).toContain('parts?: (string | null)[]')
    expect(written).toMatch(/make_thing.*idempotent: true/)
    expect(written).not.toMatch(/get_thing.*idempotent/)
  })

  it('keeps what is under a prefix, by whole segments, with the types it needs', () => {
    const desk: string = generate(api, { only: ['/api/v1/desk'] })
    expect(desk).toContain('listThings')
    expect(desk).not.toContain('getDeskside')
    expect(desk).not.toContain('type Thing')
    const rest: string = generate(api, { without: ['/api/v1/desk'] })
    expect(rest).toContain('getDeskside')
    expect(rest).not.toContain('type Row')
    expect(rest).not.toContain('type Problem')
  })

  it('refuses what it cannot do', () => {
    expect(() => generate(api, { only: ['/nowhere'] })).toThrow(/no operation/)
    expect(() => readArguments(['a.json', 'b.ts', '--tag'])).toThrow(/unknown option/)
    expect(() => readArguments(['a.json'])).toThrow(/usage/)
    expect(readArguments(['a.json', 'b.ts', '--only', '/x', '--check'])).toMatchObject({ only: ['/x'], check: true })
  })
})
