package main_test

import data.main

entry(object) := {"path": "file.yaml", "contents": object}

deployment := {
	"apiVersion": "apps/v1", "kind": "Deployment",
	"metadata": {"name": "api", "namespace": "shop"},
	"spec": {
		"replicas": 2,
		"template": {
			"metadata": {"labels": {"app": "api"}},
			"spec": {
				"topologySpreadConstraints": [{"topologyKey": "kubernetes.io/hostname"}],
				"containers": [{
					"name": "api", "ports": [{"name": "http", "containerPort": 3000}],
					"env": [{"name": "KEY", "valueFrom": {"secretKeyRef": {"name": "api", "key": "key"}}}],
				}],
			},
		},
	},
}

budget := {
	"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": {"name": "api", "namespace": "shop"},
	"spec": {"maxUnavailable": 1, "selector": {"matchLabels": {"app": "api"}}},
}

service := {
	"apiVersion": "v1", "kind": "Service", "metadata": {"name": "api", "namespace": "shop", "labels": {"app": "api"}},
	"spec": {"selector": {"app": "api"}, "ports": [{"name": "http", "port": 80, "targetPort": "http"}]},
}

monitor := {
	"apiVersion": "monitoring.coreos.com/v1", "kind": "ServiceMonitor", "metadata": {"name": "api", "namespace": "shop"},
	"spec": {"selector": {"matchLabels": {"app": "api"}}, "endpoints": [{"port": "http"}]},
}

sealed := {
	"apiVersion": "bitnami.com/v1alpha1", "kind": "SealedSecret",
	"metadata": {"name": "api", "namespace": "shop", "annotations": {"argocd.argoproj.io/sync-wave": "-5"}},
	"spec": {"template": {"metadata": {"name": "api", "namespace": "shop"}}},
}

default_deny := {
	"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "default-deny", "namespace": "shop"},
	"spec": {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]},
}

allow_dns := {
	"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "metadata": {"name": "api", "namespace": "shop"},
	"spec": {
		"podSelector": {"matchLabels": {"app": "api"}}, "policyTypes": ["Egress"],
		"egress": [{
			"to": [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kube-system"}}}],
			"ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}],
		}],
	},
}

good := [deployment, budget, service, monitor, sealed, default_deny, allow_dns]

findings(objects) := {finding.rule | some finding in main.deny with input as [entry(object) | some object in objects]}

replaced(old, new) := array.concat([object | some object in good; object != old], new)

patched(object_, operations) := json.patch(object_, operations)

test_good if findings(good) == set()

test_no_policy if findings(replaced(default_deny, [])) == {"isolated"}

test_policy_forgets_dns if findings(replaced(allow_dns, [patched(allow_dns, [{"op": "remove", "path": "/spec/egress/0/ports/0"}])])) == {"dns"}

chart := {
	"apiVersion": "argoproj.io/v1alpha1", "kind": "Application", "metadata": {"name": "operator", "namespace": "argocd"},
	"spec": {"source": {"chart": "operator"}, "destination": {"namespace": "operator"}},
}

for_chart := patched(allow_dns, [{"op": "replace", "path": "/metadata/namespace", "value": "operator"}, {"op": "replace", "path": "/spec/podSelector", "value": {}}])

test_chart_asks_dns if findings(array.concat(good, [chart, for_chart])) == set()

test_chart_forgets_dns if findings(array.concat(good, [chart, patched(for_chart, [{"op": "remove", "path": "/spec/egress/0/ports/0"}])])) == {"dns"}

test_dns_to_another_namespace if {
	other := [{"namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "monitoring"}}}]
	findings(replaced(allow_dns, [patched(allow_dns, [{"op": "replace", "path": "/spec/egress/0/to", "value": other}])])) == {"dns"}
}

test_metadata_service if {
	open := {"to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["10.0.0.0/8"]}}], "ports": [{"port": 443}]}
	findings(replaced(allow_dns, [patched(allow_dns, [{"op": "add", "path": "/spec/egress/-", "value": open}])])) == {"metadata"}
}

test_metadata_service_excepted if {
	safe := {"to": [{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["169.254.0.0/16"]}}], "ports": [{"port": 443}]}
	findings(replaced(allow_dns, [patched(allow_dns, [{"op": "add", "path": "/spec/egress/-", "value": safe}])])) == set()
}

test_policy_selects_nothing if {
	stray := patched(allow_dns, [{"op": "replace", "path": "/metadata/name", "value": "stray"}, {"op": "replace", "path": "/spec/podSelector/matchLabels/app", "value": "gone"}])
	findings(array.concat(good, [stray])) == {"policy-target"}
}

test_policy_for_whoever_comes if findings(array.concat(good, [patched(default_deny, [{"op": "replace", "path": "/metadata/namespace", "value": "tenant"}])])) == set()

test_service_port if findings(replaced(service, [patched(service, [{"op": "replace", "path": "/spec/ports/0/targetPort", "value": "web"}])])) == {"service-target"}

test_monitor_port if findings(replaced(monitor, [patched(monitor, [{"op": "replace", "path": "/spec/endpoints/0/port", "value": "metrics"}])])) == {"monitor-target"}

test_no_budget if findings(replaced(budget, [])) == {"budget"}

test_budget_of_zero if findings(replaced(budget, [patched(budget, [{"op": "replace", "path": "/spec/maxUnavailable", "value": 0}])])) == {"budget-blocks"}

test_autoscaler if {
	autoscaler := {
		"apiVersion": "autoscaling/v2", "kind": "HorizontalPodAutoscaler", "metadata": {"name": "api", "namespace": "shop"},
		"spec": {"minReplicas": 2, "scaleTargetRef": {"kind": "Deployment", "name": "api"}},
	}
	findings(array.concat(good, [autoscaler])) == {"replicas-owner"}
	findings(array.concat(good, [patched(autoscaler, [{"op": "replace", "path": "/spec/scaleTargetRef/name", "value": "gone"}])])) == {"autoscaler-target"}
}

test_spread if findings(replaced(deployment, [patched(deployment, [{"op": "remove", "path": "/spec/template/spec/topologySpreadConstraints"}])])) == {"spread"}

test_plain_secret if {
	secret := {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "plain", "namespace": "shop"}, "stringData": {"a": "b"}}
	findings(array.concat(good, [secret])) == {"plain-secret"}
}

test_sealed_for_another_namespace if findings(replaced(sealed, [patched(sealed, [{"op": "replace", "path": "/spec/template/metadata/namespace", "value": "other"}])])) == {"sealed-template"}

test_secret_after_its_pods if findings(replaced(sealed, [patched(sealed, [{"op": "remove", "path": "/metadata/annotations"}])])) == {"secret-wave"}
