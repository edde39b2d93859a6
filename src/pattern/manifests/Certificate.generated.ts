// Written by `npx tsx tools/schemas/types.ts` from the bundled schemas.
import type { ObjectMeta, Text } from './meta';

export interface AdditionalOutputFormat {
  readonly type: 'DER' | 'CombinedPEM';
}

export interface IssuerRef {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
  readonly name: string;
}

export interface PasswordSecretRef {
  readonly key?: string | undefined;
  readonly name: string;
}

export interface Jks {
  readonly alias?: string | undefined;
  readonly create: boolean;
  readonly password?: string | undefined;
  readonly passwordSecretRef?: PasswordSecretRef | undefined;
}

export interface Pkcs12 {
  readonly create: boolean;
  readonly password?: string | undefined;
  readonly passwordSecretRef?: PasswordSecretRef | undefined;
  readonly profile?: 'LegacyRC2' | 'LegacyDES' | 'Modern2023' | 'Modern2026' | undefined;
}

export interface Keystores {
  readonly jks?: Jks | undefined;
  readonly pkcs12?: Pkcs12 | undefined;
}

export interface Excluded {
  readonly dnsDomains?: readonly string[] | undefined;
  readonly emailAddresses?: readonly string[] | undefined;
  readonly ipRanges?: readonly string[] | undefined;
  readonly uriDomains?: readonly string[] | undefined;
}

export interface NameConstraints {
  readonly critical?: boolean | undefined;
  readonly excluded?: Excluded | undefined;
  readonly permitted?: Excluded | undefined;
}

export interface OtherName {
  readonly oid?: string | undefined;
  readonly utf8Value?: string | undefined;
}

export interface PrivateKey {
  readonly algorithm?: 'RSA' | 'ECDSA' | 'Ed25519' | undefined;
  readonly encoding?: 'PKCS1' | 'PKCS8' | undefined;
  readonly rotationPolicy?: 'Never' | 'Always' | undefined;
  readonly size?: number | undefined;
}

export interface Window {
  readonly cron: string;
  readonly timezone?: string | undefined;
  readonly windowDuration: string;
}

export interface Renewal {
  readonly policy?: 'RenewBefore' | 'Disabled' | undefined;
  readonly windows?: readonly Window[] | undefined;
}

export interface SecretTemplate {
  readonly annotations?: Readonly<Record<string, Text>> | undefined;
  readonly labels?: Readonly<Record<string, Text>> | undefined;
}

export interface Subject {
  readonly countries?: readonly string[] | undefined;
  readonly localities?: readonly string[] | undefined;
  readonly organizationalUnits?: readonly string[] | undefined;
  readonly organizations?: readonly string[] | undefined;
  readonly postalCodes?: readonly string[] | undefined;
  readonly provinces?: readonly string[] | undefined;
  readonly serialNumber?: string | undefined;
  readonly streetAddresses?: readonly string[] | undefined;
}

export interface CertificateSpec {
  readonly additionalOutputFormats?: readonly AdditionalOutputFormat[] | undefined;
  readonly commonName?: string | undefined;
  readonly dnsNames?: readonly string[] | undefined;
  readonly duration?: string | undefined;
  readonly emailAddresses?: readonly string[] | undefined;
  readonly encodeUsagesInRequest?: boolean | undefined;
  readonly ipAddresses?: readonly string[] | undefined;
  readonly isCA?: boolean | undefined;
  readonly issuerRef: IssuerRef;
  readonly keystores?: Keystores | undefined;
  readonly literalSubject?: string | undefined;
  readonly nameConstraints?: NameConstraints | undefined;
  readonly otherNames?: readonly OtherName[] | undefined;
  readonly privateKey?: PrivateKey | undefined;
  readonly renewBefore?: string | undefined;
  readonly renewBeforePercentage?: number | undefined;
  readonly renewal?: Renewal | undefined;
  readonly revisionHistoryLimit?: number | undefined;
  readonly secretName: string;
  readonly secretTemplate?: SecretTemplate | undefined;
  readonly signatureAlgorithm?:
    | 'SHA256WithRSA'
    | 'SHA384WithRSA'
    | 'SHA512WithRSA'
    | 'ECDSAWithSHA256'
    | 'ECDSAWithSHA384'
    | 'ECDSAWithSHA512'
    | 'PureEd25519'
    | undefined;
  readonly subject?: Subject | undefined;
  readonly uris?: readonly string[] | undefined;
  readonly usages?:
    | readonly (
        | 'signing'
        | 'digital signature'
        | 'content commitment'
        | 'key encipherment'
        | 'key agreement'
        | 'data encipherment'
        | 'cert sign'
        | 'crl sign'
        | 'encipher only'
        | 'decipher only'
        | 'any'
        | 'server auth'
        | 'client auth'
        | 'code signing'
        | 'email protection'
        | 's/mime'
        | 'ipsec end system'
        | 'ipsec tunnel'
        | 'ipsec user'
        | 'timestamping'
        | 'ocsp signing'
        | 'microsoft sgc'
        | 'netscape sgc'
      )[]
    | undefined;
}

/** `cert-manager.io/v1` Certificate */
export interface Certificate {
  readonly apiVersion: 'cert-manager.io/v1';
  readonly kind: 'Certificate';
  readonly metadata: ObjectMeta;
  readonly spec?: CertificateSpec | undefined;
}
