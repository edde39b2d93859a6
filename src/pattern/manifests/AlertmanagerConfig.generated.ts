// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { Json } from '../../model/json';
import type { ObjectMeta, Text } from './meta';

export interface SourceMatch {
  readonly matchType?: '!=' | '=' | '=~' | '!~' | undefined;
  readonly name: string;
  readonly regex?: boolean | undefined;
  readonly value?: string | undefined;
}

export interface InhibitRule {
  readonly equal?: readonly string[] | undefined;
  readonly sourceMatch?: readonly SourceMatch[] | undefined;
  readonly targetMatch?: readonly SourceMatch[] | undefined;
}

export interface DaysOfMonth {
  readonly end?: number | undefined;
  readonly start?: number | undefined;
}

export interface Time {
  readonly endTime?: string | undefined;
  readonly startTime?: string | undefined;
}

export interface TimeInterval {
  readonly daysOfMonth?: readonly DaysOfMonth[] | undefined;
  readonly months?: readonly string[] | undefined;
  readonly times?: readonly Time[] | undefined;
  readonly weekdays?: readonly string[] | undefined;
  readonly years?: readonly string[] | undefined;
}

export interface MuteTimeInterval {
  readonly name: string;
  readonly timeIntervals?: readonly TimeInterval[] | undefined;
}

export interface ApiURL {
  readonly key: string;
  readonly name?: string | undefined;
  readonly optional?: boolean | undefined;
}

export interface Authorization {
  readonly credentials?: ApiURL | undefined;
  readonly type?: string | undefined;
}

export interface BasicAuth {
  readonly password?: ApiURL | undefined;
  readonly username?: ApiURL | undefined;
}

export interface ClientId {
  readonly configMap?: ApiURL | undefined;
  readonly secret?: ApiURL | undefined;
}

export interface TlsConfig {
  readonly ca?: ClientId | undefined;
  readonly cert?: ClientId | undefined;
  readonly insecureSkipVerify?: boolean | undefined;
  readonly keySecret?: ApiURL | undefined;
  readonly maxVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13' | undefined;
  readonly minVersion?: 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13' | undefined;
  readonly serverName?: string | undefined;
}

export interface Oauth2 {
  readonly clientId: ClientId;
  readonly clientSecret: ApiURL;
  readonly endpointParams?: Readonly<Record<string, Text>> | undefined;
  readonly noProxy?: string | undefined;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly ApiURL[]>> | undefined;
  readonly proxyFromEnvironment?: boolean | undefined;
  readonly proxyUrl?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly tlsConfig?: TlsConfig | undefined;
  readonly tokenUrl: string;
}

export interface HttpConfig {
  readonly authorization?: Authorization | undefined;
  readonly basicAuth?: BasicAuth | undefined;
  readonly bearerTokenSecret?: ApiURL | undefined;
  readonly followRedirects?: boolean | undefined;
  readonly noProxy?: string | undefined;
  readonly oauth2?: Oauth2 | undefined;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly ApiURL[]>> | undefined;
  readonly proxyFromEnvironment?: boolean | undefined;
  readonly proxyURL?: string | undefined;
  readonly proxyUrl?: string | undefined;
  readonly tlsConfig?: TlsConfig | undefined;
}

export interface DiscordConfig {
  readonly apiURL: ApiURL;
  readonly avatarURL?: string | undefined;
  readonly content?: string | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly message?: string | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly title?: string | undefined;
  readonly username?: string | undefined;
}

export interface Header {
  readonly key: string;
  readonly value: string;
}

export interface EmailConfig {
  readonly authIdentity?: string | undefined;
  readonly authPassword?: ApiURL | undefined;
  readonly authSecret?: ApiURL | undefined;
  readonly authUsername?: string | undefined;
  readonly from?: string | undefined;
  readonly headers?: readonly Header[] | undefined;
  readonly hello?: string | undefined;
  readonly html?: string | undefined;
  readonly requireTLS?: boolean | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly smarthost?: string | undefined;
  readonly text?: string | undefined;
  readonly tlsConfig?: TlsConfig | undefined;
  readonly to?: string | undefined;
}

export interface MsteamsConfig {
  readonly httpConfig?: HttpConfig | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly summary?: string | undefined;
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly webhookUrl: ApiURL;
}

export interface Msteamsv2Config {
  readonly httpConfig?: HttpConfig | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly webhookURL?: ApiURL | undefined;
}

export interface Responder {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly type: string;
  readonly username?: string | undefined;
}

export interface OpsgenieConfig {
  readonly actions?: string | undefined;
  readonly apiKey?: ApiURL | undefined;
  readonly apiURL?: string | undefined;
  readonly description?: string | undefined;
  readonly details?: readonly Header[] | undefined;
  readonly entity?: string | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly message?: string | undefined;
  readonly note?: string | undefined;
  readonly priority?: string | undefined;
  readonly responders?: readonly Responder[] | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly source?: string | undefined;
  readonly tags?: string | undefined;
  readonly updateAlerts?: boolean | undefined;
}

export interface PagerDutyImageConfig {
  readonly alt?: string | undefined;
  readonly href?: string | undefined;
  readonly src?: string | undefined;
}

export interface PagerDutyLinkConfig {
  readonly alt?: string | undefined;
  readonly href?: string | undefined;
}

export interface PagerdutyConfig {
  readonly class?: string | undefined;
  readonly client?: string | undefined;
  readonly clientURL?: string | undefined;
  readonly component?: string | undefined;
  readonly description?: string | undefined;
  readonly details?: readonly Header[] | undefined;
  readonly group?: string | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly pagerDutyImageConfigs?: readonly PagerDutyImageConfig[] | undefined;
  readonly pagerDutyLinkConfigs?: readonly PagerDutyLinkConfig[] | undefined;
  readonly routingKey?: ApiURL | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly serviceKey?: ApiURL | undefined;
  readonly severity?: string | undefined;
  readonly source?: string | undefined;
  readonly url?: string | undefined;
}

export interface PushoverConfig {
  readonly device?: string | undefined;
  readonly expire?: string | undefined;
  readonly html?: boolean | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly message?: string | undefined;
  readonly priority?: string | undefined;
  readonly retry?: string | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly sound?: string | undefined;
  readonly title?: string | undefined;
  readonly token?: ApiURL | undefined;
  readonly tokenFile?: string | undefined;
  readonly ttl?: string | undefined;
  readonly url?: string | undefined;
  readonly urlTitle?: string | undefined;
  readonly userKey?: ApiURL | undefined;
  readonly userKeyFile?: string | undefined;
}

export interface Action {
  readonly msg?: string | undefined;
  readonly text?: string | undefined;
  readonly url?: string | undefined;
}

export interface Field {
  readonly short?: boolean | undefined;
  readonly title?: string | undefined;
  readonly value?: string | undefined;
}

export interface RocketchatConfig {
  readonly actions?: readonly Action[] | undefined;
  readonly apiURL?: string | undefined;
  readonly channel?: string | undefined;
  readonly color?: string | undefined;
  readonly emoji?: string | undefined;
  readonly fields?: readonly Field[] | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly iconURL?: string | undefined;
  readonly imageURL?: string | undefined;
  readonly linkNames?: boolean | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly shortFields?: boolean | undefined;
  readonly text?: string | undefined;
  readonly thumbURL?: string | undefined;
  readonly title?: string | undefined;
  readonly titleLink?: string | undefined;
  readonly token: ApiURL;
  readonly tokenID: ApiURL;
}

export interface Confirm {
  readonly dismissText?: string | undefined;
  readonly okText?: string | undefined;
  readonly text: string;
  readonly title?: string | undefined;
}

export interface SlackConfigAction {
  readonly confirm?: Confirm | undefined;
  readonly name?: string | undefined;
  readonly style?: string | undefined;
  readonly text: string;
  readonly type: string;
  readonly url?: string | undefined;
  readonly value?: string | undefined;
}

export interface SlackConfigField {
  readonly short?: boolean | undefined;
  readonly title: string;
  readonly value: string;
}

export interface SlackConfig {
  readonly actions?: readonly SlackConfigAction[] | undefined;
  readonly apiURL?: ApiURL | undefined;
  readonly callbackId?: string | undefined;
  readonly channel?: string | undefined;
  readonly color?: string | undefined;
  readonly fallback?: string | undefined;
  readonly fields?: readonly SlackConfigField[] | undefined;
  readonly footer?: string | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly iconEmoji?: string | undefined;
  readonly iconURL?: string | undefined;
  readonly imageURL?: string | undefined;
  readonly linkNames?: boolean | undefined;
  readonly mrkdwnIn?: readonly string[] | undefined;
  readonly pretext?: string | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly shortFields?: boolean | undefined;
  readonly text?: string | undefined;
  readonly thumbURL?: string | undefined;
  readonly title?: string | undefined;
  readonly titleLink?: string | undefined;
  readonly username?: string | undefined;
}

export interface Sigv4 {
  readonly accessKey?: ApiURL | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
  readonly roleArn?: string | undefined;
  readonly secretKey?: ApiURL | undefined;
}

export interface SnsConfig {
  readonly apiURL?: string | undefined;
  readonly attributes?: Readonly<Record<string, Text>> | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly message?: string | undefined;
  readonly phoneNumber?: string | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly sigv4?: Sigv4 | undefined;
  readonly subject?: string | undefined;
  readonly targetARN?: string | undefined;
  readonly topicARN?: string | undefined;
}

export interface TelegramConfig {
  readonly apiURL?: string | undefined;
  readonly botToken?: ApiURL | undefined;
  readonly botTokenFile?: string | undefined;
  readonly chatID: number;
  readonly disableNotifications?: boolean | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly message?: string | undefined;
  readonly messageThreadID?: number | undefined;
  readonly parseMode?: 'MarkdownV2' | 'Markdown' | 'HTML' | undefined;
  readonly sendResolved?: boolean | undefined;
}

export interface VictoropsConfig {
  readonly apiKey?: ApiURL | undefined;
  readonly apiUrl?: string | undefined;
  readonly customFields?: readonly Header[] | undefined;
  readonly entityDisplayName?: string | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly messageType?: string | undefined;
  readonly monitoringTool?: string | undefined;
  readonly routingKey?: string | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly stateMessage?: string | undefined;
}

export interface WebexConfig {
  readonly apiURL?: string | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly message?: string | undefined;
  readonly roomID: string;
  readonly sendResolved?: boolean | undefined;
}

export interface WebhookConfig {
  readonly httpConfig?: HttpConfig | undefined;
  readonly maxAlerts?: number | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly timeout?: string | undefined;
  readonly url?: string | undefined;
  readonly urlSecret?: ApiURL | undefined;
}

export interface WechatConfig {
  readonly agentID?: string | undefined;
  readonly apiSecret?: ApiURL | undefined;
  readonly apiURL?: string | undefined;
  readonly corpID?: string | undefined;
  readonly httpConfig?: HttpConfig | undefined;
  readonly message?: string | undefined;
  readonly messageType?: string | undefined;
  readonly sendResolved?: boolean | undefined;
  readonly toParty?: string | undefined;
  readonly toTag?: string | undefined;
  readonly toUser?: string | undefined;
}

export interface Receiver {
  readonly discordConfigs?: readonly DiscordConfig[] | undefined;
  readonly emailConfigs?: readonly EmailConfig[] | undefined;
  readonly msteamsConfigs?: readonly MsteamsConfig[] | undefined;
  readonly msteamsv2Configs?: readonly Msteamsv2Config[] | undefined;
  readonly name: string;
  readonly opsgenieConfigs?: readonly OpsgenieConfig[] | undefined;
  readonly pagerdutyConfigs?: readonly PagerdutyConfig[] | undefined;
  readonly pushoverConfigs?: readonly PushoverConfig[] | undefined;
  readonly rocketchatConfigs?: readonly RocketchatConfig[] | undefined;
  readonly slackConfigs?: readonly SlackConfig[] | undefined;
  readonly snsConfigs?: readonly SnsConfig[] | undefined;
  readonly telegramConfigs?: readonly TelegramConfig[] | undefined;
  readonly victoropsConfigs?: readonly VictoropsConfig[] | undefined;
  readonly webexConfigs?: readonly WebexConfig[] | undefined;
  readonly webhookConfigs?: readonly WebhookConfig[] | undefined;
  readonly wechatConfigs?: readonly WechatConfig[] | undefined;
}

export interface Route {
  readonly activeTimeIntervals?: readonly string[] | undefined;
  readonly continue?: boolean | undefined;
  readonly groupBy?: readonly string[] | undefined;
  readonly groupInterval?: string | undefined;
  readonly groupWait?: string | undefined;
  readonly matchers?: readonly SourceMatch[] | undefined;
  readonly muteTimeIntervals?: readonly string[] | undefined;
  readonly receiver?: string | undefined;
  readonly repeatInterval?: string | undefined;
  readonly routes?: readonly Json[] | undefined;
}

export interface AlertmanagerConfigSpec {
  readonly inhibitRules?: readonly InhibitRule[] | undefined;
  readonly muteTimeIntervals?: readonly MuteTimeInterval[] | undefined;
  readonly receivers?: readonly Receiver[] | undefined;
  readonly route?: Route | undefined;
}

/** `monitoring.coreos.com/v1alpha1` AlertmanagerConfig */
export interface AlertmanagerConfig {
  readonly apiVersion: 'monitoring.coreos.com/v1alpha1';
  readonly kind: 'AlertmanagerConfig';
  readonly metadata: ObjectMeta;
  readonly spec: AlertmanagerConfigSpec;
}
