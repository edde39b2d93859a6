# What the rules read: the objects of one environment (`conftest test --combine`), and the pods that they would make.
package main

objects := [entry.contents | some entry in input]

of_kind(kind) := [object | some object in objects; object.kind == kind]

named(object) := sprintf("%s/%s", [object.kind, object.metadata.name])

# Pods that workloads make: namespace, labels, spec, and the workload's kind and name.
pods contains pod if {
	some workload in objects
	workload.kind in {"Deployment", "StatefulSet", "DaemonSet", "Job"}
	template := workload.spec.template
	pod := {
		"owner": named(workload),
		"namespace": workload.metadata.namespace,
		"labels": object.get(object.get(template, "metadata", {}), "labels", {}),
		"spec": template.spec,
	}
}

pods contains pod if {
	some workload in of_kind("CronJob")
	template := workload.spec.jobTemplate.spec.template
	pod := {
		"owner": named(workload),
		"namespace": workload.metadata.namespace,
		"labels": object.get(object.get(template, "metadata", {}), "labels", {}),
		"spec": template.spec,
	}
}

# Pods that the operator of CloudNativePG makes.
pods contains pod if {
	some cluster in of_kind("Cluster")
	startswith(cluster.apiVersion, "postgresql.cnpg.io/")
	pod := {
		"owner": named(cluster),
		"namespace": cluster.metadata.namespace,
		"labels": object.union(
			object.get(object.get(cluster.spec, "inheritedMetadata", {}), "labels", {}),
			{"cnpg.io/cluster": cluster.metadata.name, "cnpg.io/podRole": "instance"},
		),
		"spec": {},
	}
}

pods contains pod if {
	some pooler in of_kind("Pooler")
	pod := {
		"owner": named(pooler),
		"namespace": pooler.metadata.namespace,
		"labels": object.union(
			object.get(object.get(object.get(pooler.spec, "template", {}), "metadata", {}), "labels", {}),
			{"cnpg.io/poolerName": pooler.metadata.name, "cnpg.io/podRole": "pooler", "cnpg.io/cluster": pooler.spec.cluster.name},
		),
		"spec": {},
	}
}

# Pods that the operators of MongoDB and Elasticsearch make carry the labels of the templates in the custom resource.
pods contains pod if {
	some database in of_kind("MongoDBCommunity")
	pod := {
		"owner": named(database),
		"namespace": database.metadata.namespace,
		"labels": object.get(object.get(database.spec.statefulSet.spec.template, "metadata", {}), "labels", {}),
		"spec": {},
	}
}

pods contains pod if {
	some search in of_kind("Elasticsearch")
	some nodes in search.spec.nodeSets
	pod := {
		"owner": named(search),
		"namespace": search.metadata.namespace,
		"labels": object.get(object.get(object.get(nodes, "podTemplate", {}), "metadata", {}), "labels", {}),
		"spec": {},
	}
}

# Namespaces that a chart fills: its pods are not among the files.
charted contains namespace if {
	some application in of_kind("Application")
	application.spec.source.chart
	namespace := application.spec.destination.namespace
}

# Pods that cert-manager makes while it answers a challenge.
challenged(selector) if object.get(selector, "matchLabels", {})["acme.cert-manager.io/http01-solver"] == "true"

# Whether a label selector holds for labels; the empty one holds for all.
selects(selector, labels) if {
	every key, value in object.get(selector, "matchLabels", {}) {
		labels[key] == value
	}
	every expression in object.get(selector, "matchExpressions", []) {
		holds(expression, labels)
	}
}

holds(expression, labels) if {
	expression.operator == "In"
	labels[expression.key] in expression.values
}

holds(expression, labels) if {
	expression.operator == "NotIn"
	not object.get(labels, expression.key, null) in expression.values
}

holds(expression, labels) if {
	expression.operator == "Exists"
	expression.key in object.keys(labels)
}

holds(expression, labels) if {
	expression.operator == "DoesNotExist"
	not expression.key in object.keys(labels)
}

containers(pod) := array.concat(object.get(pod.spec, "containers", []), object.get(pod.spec, "initContainers", []))

# Network policies of a direction that apply to a pod.
policies(pod, direction) := [policy |
	some policy in of_kind("NetworkPolicy")
	policy.metadata.namespace == pod.namespace
	direction in policy.spec.policyTypes
	selects(object.get(policy.spec, "podSelector", {}), pod.labels)
]
