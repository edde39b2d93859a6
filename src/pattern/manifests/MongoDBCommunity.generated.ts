// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface LogRotate {
  readonly includeAuditLogsWithMongoDBLogs?: boolean | undefined;
  readonly numTotal?: number | undefined;
  readonly numUncompressed?: number | undefined;
  readonly percentOfDiskspace?: string | undefined;
  readonly sizeThresholdMB: string;
  readonly timeThresholdHrs: number;
}

export interface SystemLog {
  readonly destination: string;
  readonly logAppend: boolean;
  readonly path: string;
}

export interface Agent {
  readonly logFile?: string | undefined;
  readonly logLevel?: string | undefined;
  readonly logRotate?: LogRotate | undefined;
  readonly maxLogFileDurationHours?: number | undefined;
  readonly systemLog?: SystemLog | undefined;
}

export interface Processe {
  readonly disabled: boolean;
  readonly logRotate?: LogRotate | undefined;
  readonly name: string;
}

export interface AutomationConfig {
  readonly processes: readonly Processe[];
}

export interface PasswordSecretRef {
  readonly key?: string | undefined;
  readonly name: string;
}

export interface Prometheus {
  readonly metricsPath?: string | undefined;
  readonly passwordSecretRef: PasswordSecretRef;
  readonly port?: number | undefined;
  readonly tlsSecretKeyRef?: PasswordSecretRef | undefined;
  readonly username: string;
}

export interface AgentCertificateSecretRef {
  readonly name?: string | undefined;
}

export interface Authentication {
  readonly agentCertificateSecretRef?: AgentCertificateSecretRef | undefined;
  readonly agentMode?: 'SCRAM' | 'SCRAM-SHA-256' | 'SCRAM-SHA-1' | 'X509' | undefined;
  readonly ignoreUnknownUsers?: boolean | undefined;
  readonly modes: readonly ('SCRAM' | 'SCRAM-SHA-256' | 'SCRAM-SHA-1' | 'X509')[];
}

export interface AuthenticationRestriction {
  readonly clientSource: readonly string[];
  readonly serverAddress: readonly string[];
}

export interface Resource {
  readonly anyResource?: boolean | undefined;
  readonly cluster?: boolean | undefined;
  readonly collection?: string | undefined;
  readonly db?: string | undefined;
}

export interface Privilege {
  readonly actions: readonly string[];
  readonly resource: Resource;
}

export interface RoleRole {
  readonly db: string;
  readonly name: string;
}

export interface Role {
  readonly authenticationRestrictions?: readonly AuthenticationRestriction[] | undefined;
  readonly db: string;
  readonly privileges: readonly Privilege[];
  readonly role: string;
  readonly roles?: readonly RoleRole[] | undefined;
}

export interface Tls {
  readonly caCertificateSecretRef?: AgentCertificateSecretRef | undefined;
  readonly caConfigMapRef?: AgentCertificateSecretRef | undefined;
  readonly certificateKeySecretRef?: AgentCertificateSecretRef | undefined;
  readonly enabled: boolean;
  readonly optional?: boolean | undefined;
}

export interface Security {
  readonly authentication?: Authentication | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly tls?: Tls | undefined;
}

export interface StatefulSetMetadata {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
}

export interface StatefulSet {
  readonly metadata?: StatefulSetMetadata | undefined;
  readonly spec: object;
}

export interface User {
  readonly additionalConnectionStringConfig?: object | undefined;
  readonly connectionStringSecretName?: string | undefined;
  readonly db?: string | undefined;
  readonly name: string;
  readonly passwordSecretRef?: PasswordSecretRef | undefined;
  readonly roles: readonly RoleRole[];
  readonly scramCredentialsSecretName?: string | undefined;
}

export interface MongoDBCommunitySpec {
  readonly additionalConnectionStringConfig?: object | undefined;
  readonly additionalMongodConfig?: object | undefined;
  readonly agent?: Agent | undefined;
  readonly arbiters?: number | undefined;
  readonly automationConfig?: AutomationConfig | undefined;
  readonly featureCompatibilityVersion?: string | undefined;
  readonly members?: number | undefined;
  readonly prometheus?: Prometheus | undefined;
  readonly replicaSetHorizons?: readonly Readonly<Record<string, Text>>[] | undefined;
  readonly security: Security;
  readonly statefulSet?: StatefulSet | undefined;
  readonly type: 'ReplicaSet';
  readonly users: readonly User[];
  readonly version?: string | undefined;
}

/** `mongodbcommunity.mongodb.com/v1` MongoDBCommunity */
export interface MongoDBCommunity {
  readonly apiVersion: 'mongodbcommunity.mongodb.com/v1';
  readonly kind: 'MongoDBCommunity';
  readonly metadata: ObjectMeta;
  readonly spec?: MongoDBCommunitySpec | undefined;
}
