import { ExternalService, type Platform } from 'cdk8s-lockstep';
import { text, env } from './environments';

export const REGION = 'eu-central-1';

/** What services call outside of their cluster; a service that does not name a target here cannot reach it. */
export function outside(platform: Platform) {
  const at = (id: string, url: string, cidrs?: readonly string[]) =>
    new ExternalService(platform, id, { url, ...(cidrs && { cidrs }) });
  return {
    stripe: at('stripe', 'https://api.stripe.com'),
    s3: at('s3', `https://s3.${REGION}.amazonaws.com`),
    smtp: at('smtp', `smtp://email-smtp.${REGION}.amazonaws.com:587`),
    sms: at('sms', 'https://api.twilio.com'),
    solana: new ExternalService(platform, 'solana', { url: text`https://api.${env.solana}.solana.com` }),
    ipfs: at('ipfs', 'https://api.pinata.cloud'),
    signatures: at('virus-signatures', 'https://database.clamav.net'),
    // EKS Pod Identity: the agent of the node, which gives the credentials of the role that Terraform binds to the service account.
    identity: at('pod-identity', 'http://169.254.170.23', ['169.254.170.23/32']),
  };
}

export type Outside = ReturnType<typeof outside>;
