// A whole AT network on this machine, and a small Jetstream fed from its own event stream.
// Started by network.py with the folder of the installed packages; writes its addresses into the ready file.
import { createRequire } from 'node:module'
import { createServer } from 'node:http'
import { writeFileSync, renameSync } from 'node:fs'

const require = createRequire(process.env.PACKAGES + '/')
const { TestNetwork } = require('@atproto/dev-env')
const { Firehose } = require('@atproto/sync')
const { IdResolver } = require('@atproto/identity')
const { WebSocketServer } = require('ws')

const KEPT = 20000
const events = []
const listeners = new Set()
let last = 0

const net = await TestNetwork.create({
  dbPostgresUrl: process.env.DB_POSTGRES_URL,
  dbPostgresSchema: process.env.SCHEMA,
  pds: { hostname: 'localhost', rateLimitsEnabled: false },
})

function emit(told) {
  last = Math.max(Date.now() * 1000, last + 1)
  const event = { ...told, time_us: last }
  events.push(event)
  if (events.length > KEPT) events.shift()
  for (const one of listeners) offer(one, event)
}

function offer(one, event) {
  const { wanted, socket } = one
  if (wanted.length && !wanted.includes(event.commit.collection)) return
  socket.send(JSON.stringify(event))
}

const firehose = new Firehose({
  service: net.pds.url.replace('http', 'ws'),
  idResolver: new IdResolver({ plcUrl: net.plc.url }),
  unauthenticatedCommits: true,
  excludeIdentity: true,
  excludeAccount: true,
  excludeSync: true,
  handleEvent: (told) => {
    if (!['create', 'update', 'delete'].includes(told.event)) return
    const commit = { rev: told.rev, operation: told.event, collection: told.collection, rkey: told.rkey }
    if (told.event !== 'delete') Object.assign(commit, { record: told.record, cid: told.cid.toString() })
    emit({ did: told.did, kind: 'commit', commit })
  },
  onError: () => {},
})
firehose.start()

// Orders of the tests: POST /drop closes every line, POST /garbage sends frames that nobody can read.
const door = createServer((request, answer) => {
  if (request.method === 'POST' && request.url === '/drop') {
    for (const one of listeners) one.socket.terminate()
  } else if (request.method === 'POST' && request.url === '/garbage') {
    for (const one of listeners) {
      for (const frame of ['{', '[]', '"x"', '{"kind":"commit","commit":7}', Buffer.from([0xff, 0x00, 0xfe])]) {
        one.socket.send(frame)
      }
    }
  }
  answer.end(String(listeners.size))
})
const stream = new WebSocketServer({ server: door, path: '/subscribe' })
stream.on('connection', (socket, request) => {
  const asked = new URL(request.url, 'http://localhost').searchParams
  const one = { socket, wanted: asked.getAll('wantedCollections') }
  const cursor = Number(asked.get('cursor') ?? 0)
  if (cursor > (Date.now() + 60000) * 1000) {
    socket.send(JSON.stringify({ error: 'FutureCursor', message: 'Cursor in the future.' }))
    socket.close()
    return
  }
  if (cursor) for (const event of events) if (event.time_us >= cursor) offer(one, event)
  listeners.add(one)
  socket.on('close', () => listeners.delete(one))
  socket.on('error', () => listeners.delete(one))
})
await new Promise((ready) => door.listen(0, '127.0.0.1', ready))

const told = {
  pds: net.pds.url,
  appview: net.bsky.url,
  plc: net.plc.url,
  jetstream: `ws://127.0.0.1:${door.address().port}`,
}
writeFileSync(process.env.READY + '.part', JSON.stringify(told))
renameSync(process.env.READY + '.part', process.env.READY)

async function end() {
  for (const one of listeners) one.socket.terminate()
  door.close()
  await firehose.destroy()
  await net.close()
  process.exit(0)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
