import type { Health } from '../../api/types.ts';
import { useAnswer } from '../../api/useAnswer.ts';
import { bytes, count, millis, share } from '../../format/figures.ts';
import { duration } from '../../format/times.ts';
import { Badge } from '../../kit/Badge.tsx';
import { Icon } from '../../kit/Icon.tsx';
import { Page, Section } from '../../kit/Page.tsx';
import { Empty, Failure, Skeleton } from '../../kit/States.tsx';
import { type Column, Table } from '../../kit/Table.tsx';
import { Tile, Tiles } from '../../kit/Tiles.tsx';
import { useLanguage } from '../../language/Language.tsx';
import { common } from '../../language/words/common.ts';
import { system as w } from '../../language/words/system.ts';

const EVERY_MS = 3_000;

export function HealthPage() {
  const { say, language } = useLanguage();
  const { answer: health, failure, reload } = useAnswer('getHealth', {}, { every: EVERY_MS });
  return (
    <Page
      title={say(w.healthTitle)}
      lead={health && <Badge tone={health.ready ? 'good' : 'bad'}>{say(health.ready ? w.ready : w.notReady)}</Badge>}
    >
      {failure && <Failure failure={failure} onRetry={reload} />}
      {!health && !failure && <Skeleton lines={8} />}
      {health && (
        <>
          {health.reasons.map((reason) => (
            <p key={reason} className="notice warn">
              <Icon name="warn" />
              {reason}
            </p>
          ))}
          <Tiles>
            <Tile title={say(w.cpu)} hint={say(w.cpuHint)}>
              {share(health.process.cpu, language)}
            </Tile>
            <Tile title={say(w.memory)} hint={say(w.heap, { bytes: bytes(health.process.heapBytes, language) })}>
              {bytes(health.process.rssBytes, language)}
            </Tile>
            <Tile title={say(w.eventLoop)}>{millis(health.process.eventLoopDelayMs, language)}</Tile>
            <Tile title={say(w.callbacksWaiting)}>{count(health.callbacksWaiting, language)}</Tile>
          </Tiles>
          <Workers health={health} />
          <div className="columns">
            <Ports health={health} />
            <Machine health={health} />
          </div>
        </>
      )}
    </Page>
  );
}

function Workers({ health }: { health: Health }) {
  const { say, language } = useLanguage();
  const columns: readonly Column<Health['workers'][number]>[] = [
    { title: say(w.worker), head: true, cell: (worker) => <span className="figure">{worker.pid}</span> },
    { title: say(w.cpu), number: true, cell: (worker) => share(worker.cpu, language) },
    { title: say(w.memory), number: true, cell: (worker) => bytes(worker.rssBytes, language) },
    { title: say(common.rooms), number: true, cell: (worker) => count(worker.rooms, language) },
    { title: say(w.transports), number: true, cell: (worker) => count(worker.transports, language) },
  ];
  return (
    <Section title={say(w.workers)} hint={say(w.workersDied, { n: health.workersDied })} flush>
      {health.workers.length === 0 ? (
        <Empty icon="warn" title={say(w.noWorkers)}>
          {say(w.noWorkersHint)}
        </Empty>
      ) : (
        <Table caption={say(w.workers)} columns={columns} rows={health.workers} keyOf={(worker) => worker.pid} />
      )}
    </Section>
  );
}

function Ports({ health }: { health: Health }) {
  const { say } = useLanguage();
  const columns: readonly Column<Health['ports'][number]>[] = [
    { title: say(w.port), head: true, cell: (one) => <span className="figure">{one.port}</span> },
    { title: say(w.listens), cell: (one) => <span className="mono">{one.host}</span> },
    {
      title: say(w.announced),
      cell: (one) => <span className="mono">{[one.announcedAddress || one.host, one.beside].filter(Boolean).join(', ')}</span>,
    },
  ];
  return (
    <Section title={say(w.ports)} hint={say(w.portsHint)} flush>
      <Table caption={say(w.ports)} columns={columns} rows={health.ports} keyOf={(one) => `${one.host} ${one.port}`} />
    </Section>
  );
}

function Machine({ health }: { health: Health }) {
  const { say, language } = useLanguage();
  const { machine, disk, node } = health;
  return (
    <Section title={say(w.machine)}>
      <dl className="facts">
        <dt>{say(w.version)}</dt>
        <dd>Liuyun {health.version}</dd>
        <dt>{say(w.uptime)}</dt>
        <dd>{duration(health.uptimeMs, language)}</dd>
        <dt>{say(w.node)}</dt>
        <dd>{node.version}</dd>
        <dt>{say(w.platform)}</dt>
        <dd>
          {node.platform} · {say(w.cores, { n: node.cores })}
        </dd>
        <dt>{say(w.load)}</dt>
        <dd>{machine.load.toFixed(2)}</dd>
        <dt>{say(w.memoryFree)}</dt>
        <dd>{say(common.of, { part: bytes(machine.memoryFreeBytes, language), whole: bytes(machine.memoryBytes, language) })}</dd>
        {disk && (
          <>
            <dt>{say(w.diskFree)}</dt>
            <dd>{say(common.of, { part: bytes(disk.freeBytes, language), whole: bytes(disk.totalBytes, language) })}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}
