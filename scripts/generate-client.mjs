#!/usr/bin/env node
// Writes one typed TypeScript client from an OpenAPI 3.1 description.
//
//   node scripts/generate-client.mjs <openapi.json> <out.ts> [--only <path prefix>]... [--without <path prefix>]... [--check]
//
// Each operation becomes one function named after its operationId. What carries the call (uni.request on the phone,
// fetch at the desk) is handed in as `send`, so nobody writes a path by hand and tests need no network.
// `--check` writes nothing and fails when the file differs from what would be written.
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

/** @param {string[]} argv */
export function readArguments(argv) {
  /** @type {{ only: string[], without: string[], check: boolean, files: string[] }} */
  const options = { only: [], without: [], check: false, files: [] }
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at]
    if (word === '--check') options.check = true
    else if (word === '--only' || word === '--without') {
      const prefix = argv[++at]
      if (!prefix) throw new Error(`${word} needs a path prefix`)
      options[word.slice(2)].push(prefix)
    } else if (word.startsWith('--')) throw new Error(`unknown option ${word}`)
    else options.files.push(word)
  }
  if (options.files.length !== 2) throw new Error('usage: generate-client.mjs <openapi.json> <out.ts> [--only <path prefix>] [--without <path prefix>] [--check]')
  return options
}

/** @param {any} api @param {{ only?: string[], without?: string[] }} options */
export function generate(api, { only = [], without = [] } = {}) {
  const operations = chooseOperations(api, only, without)
  const schemas = reachableSchemas(api, operations)
  const types = [...schemas].sort().map((name) => declareType(api, name))
  const functions = operations.map((operation) => declareFunction(api, operation))
  return [HEADER, ...types, RUNTIME, `export function createClient(send: Send) {\n  return {\n${functions.join('\n')}\n  }\n}\n`, 'export type Client = ReturnType<typeof createClient>\n'].join('\n')
}

// Whole path segments only: `/api/v1/desk` takes `/api/v1/desk/me` and leaves `/api/v1/deskside`.
function isUnder(path, prefix) {
  return path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`)
}

function chooseOperations(api, only, without) {
  const chosen = []
  for (const [path, item] of Object.entries(api.paths ?? {})) {
    if (only.length && !only.some((prefix) => isUnder(path, prefix))) continue
    if (without.some((prefix) => isUnder(path, prefix))) continue
    for (const method of METHODS) {
      const operation = item[method]
      if (!operation) continue
      if (!operation.operationId) throw new Error(`${method.toUpperCase()} ${path} has no operationId`)
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((one) => resolve(api, one))
      chosen.push({ path, method, operation, parameters })
    }
  }
  if (!chosen.length) throw new Error('no operation matches: look at the path prefixes')
  return chosen.sort((a, b) => a.operation.operationId.localeCompare(b.operation.operationId))
}

function resolve(api, node) {
  if (!node?.$ref) return node
  const parts = node.$ref.replace(/^#\//, '').split('/').map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))
  const target = parts.reduce((at, part) => at?.[part], api)
  if (!target) throw new Error(`nothing at ${node.$ref}`)
  return target
}

function reachableSchemas(api, operations) {
  const found = new Set()
  const visit = (node) => {
    if (Array.isArray(node)) return node.forEach(visit)
    if (!node || typeof node !== 'object') return
    const name = typeof node.$ref === 'string' && /^#\/components\/schemas\/(.+)$/.exec(node.$ref)?.[1]
    if (name) {
      if (!found.has(name)) {
        found.add(name)
        visit(api.components.schemas[name])
      }
      return
    }
    if (typeof node.$ref === 'string') return visit(resolve(api, node))
    for (const [key, value] of Object.entries(node)) if (!['example', 'examples', 'default', 'enum'].includes(key)) visit(value)
  }
  for (const { operation, parameters } of operations) {
    visit(operation.requestBody)
    visit(parameters.map((one) => one.schema))
    visit(Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2')).map(([, answer]) => answer))
  }
  return found
}

function declareType(api, name) {
  const schema = api.components.schemas[name]
  return `${comment(schema.description, '')}export type ${typeName(name)} = ${typeOf(schema, '')}\n`
}

const typeName = (name) => name.replace(/[^A-Za-z0-9_]/g, '_')
const functionName = (operationId) => operationId.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase())
const propertyName = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))

function comment(text, indent) {
  if (!text) return ''
  return `${indent}/** ${text.trim().replace(/\s*\n\s*/g, ' ').replace(/\*\//g, '* /')} */\n`
}

function typeOf(schema, indent) {
  if (schema === true || schema === undefined || Object.keys(schema).length === 0) return 'unknown'
  if (schema.$ref) return typeName(schema.$ref.split('/').pop())
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  const parts = schema.oneOf ?? schema.anyOf
  if (parts) return withProperties(schema, union(parts.map((one) => typeOf(one, indent))), indent)
  if (schema.allOf) return withProperties(schema, schema.allOf.map((one) => grouped(typeOf(one, indent))).join(' & '), indent)
  if (Array.isArray(schema.type)) return union(schema.type.map((one) => typeOf({ ...schema, type: one }, indent)))
  switch (schema.type) {
    case 'string': return schema.format === 'binary' ? 'ArrayBuffer' : 'string'
    case 'integer': case 'number': return 'number'
    case 'boolean': return 'boolean'
    case 'null': return 'null'
    case 'array': return schema.prefixItems ? `[${schema.prefixItems.map((one) => typeOf(one, indent)).join(', ')}]` : `${grouped(typeOf(schema.items, indent))}[]`
    default: return objectType(schema, indent)
  }
}

const union = (types) => [...new Set(types)].join(' | ')
const grouped = (type) => (/ [|&] /.test(type) ? `(${type})` : type)

function withProperties(schema, type, indent) {
  return schema.properties ? `${grouped(type)} & ${objectType(schema, indent)}` : type
}

function objectType(schema, indent) {
  const deeper = `${indent}  `
  const required = new Set(schema.required ?? [])
  const lines = Object.entries(schema.properties ?? {}).map(([name, value]) =>
    `${comment(value.description, deeper)}${deeper}${propertyName(name)}${required.has(name) ? '' : '?'}: ${typeOf(value, deeper)}`)
  const rest = schema.additionalProperties
  if (rest && typeof rest === 'object') lines.push(`${deeper}[name: string]: ${typeOf(rest, deeper)}`)
  else if (!lines.length) return 'Record<string, unknown>'
  return `{\n${lines.join('\n')}\n${indent}}`
}

function declareFunction(api, { path, method, operation, parameters }) {
  const groups = argumentGroups(parameters, bodyOf(api, operation))
  const optional = groups.every((group) => group.optional)
  const fields = groups.map((group) => `${group.name}${group.optional ? '?' : ''}: ${group.type}`).join('; ')
  const pieces = [`operation: '${operation.operationId}'`, `method: '${method.toUpperCase()}'`, `path: ${pathTemplate(path)}`]
  if (groups.some((group) => group.name === 'query')) pieces.push('query: args.query')
  if (groups.some((group) => group.name === 'body')) pieces.push('body: args.body')
  if (parameters.some((one) => one.in === 'header' && one.name.toLowerCase() === 'idempotency-key')) pieces.push('idempotent: true')
  pieces.push('headers: args.headers')
  return `${comment(operation.summary ?? operation.description, '    ')}    ${functionName(operation.operationId)}: (args: { ${fields} }${optional ? ' = {}' : ''}) =>\n      send<${answerOf(api, operation)}>({ ${pieces.join(', ')} }),`
}

function bodyOf(api, operation) {
  const body = resolve(api, operation.requestBody)
  if (!body) return null
  const json = body.content?.['application/json']
  return { type: json ? typeOf(json.schema, '    ') : 'unknown', required: body.required !== false }
}

function argumentGroups(parameters, body) {
  const groups = []
  for (const place of ['path', 'query']) {
    const here = parameters.filter((one) => one.in === place)
    if (!here.length) continue
    const fields = here.map((one) => `${propertyName(one.name)}${mustBeGiven(one) ? '' : '?'}: ${typeOf(one.schema ?? {}, '    ')}`)
    groups.push({ name: place, type: `{ ${fields.join('; ')} }`, optional: !here.some(mustBeGiven) })
  }
  if (body) groups.push({ name: 'body', type: body.type, optional: !body.required })
  groups.push({ name: 'headers', type: 'Record<string, string>', optional: true })
  return groups
}

// A parameter with a default may be left out, whatever `required` says.
const mustBeGiven = (parameter) => Boolean(parameter.required) && parameter.schema?.default === undefined

function pathTemplate(path) {
  if (!path.includes('{')) return `'${path}'`
  return `\`${path.replace(/\{([^}]+)\}/g, (_, name) => `\${encodeURIComponent(args.path.${name})}`)}\``
}

function answerOf(api, operation) {
  const types = Object.entries(operation.responses ?? {}).filter(([status]) => status.startsWith('2')).map(([, answer]) => {
    const json = resolve(api, answer).content?.['application/json']
    return json ? typeOf(json.schema, '    ') : 'void'
  })
  return types.length ? union(types) : 'void'
}

const HEADER = `// Generated from openapi.json by scripts/generate-client.mjs. Do not edit: run \`npm run client\`.
`

const RUNTIME = `/** One call as the transport gets it. \`idempotent\`: the operation reads an Idempotency-Key. */
export interface ApiCall {
  operation: string
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH'
  path: string
  query?: Record<string, unknown>
  body?: unknown
  headers?: Record<string, string>
  idempotent?: boolean
}

/** Carries a call and gives the body of a 2xx answer; throws for anything else. */
export type Send = <Answer>(call: ApiCall) => Promise<Answer>
`

function main() {
  const options = readArguments(process.argv.slice(2))
  const [source, target] = options.files
  const written = generate(JSON.parse(readFileSync(source, 'utf8')), options)
  if (!options.check) return writeFileSync(target, written)
  let present = ''
  try { present = readFileSync(target, 'utf8') } catch { /* a missing file is a stale file */ }
  if (present !== written) throw new Error(`${target} is stale: generate it again from ${source}`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  try { main() } catch (trouble) {
    console.error(trouble.message)
    process.exit(1)
  }
}
