package main

replicas(workload) := count if {
	some autoscaler in of_kind("HorizontalPodAutoscaler")
	autoscaler.metadata.namespace == workload.metadata.namespace
	autoscaler.spec.scaleTargetRef.kind == workload.kind
	autoscaler.spec.scaleTargetRef.name == workload.metadata.name
	count := object.get(autoscaler.spec, "minReplicas", 1)
} else := object.get(workload.spec, "replicas", 1)

budgets(workload) := [budget |
	some budget in of_kind("PodDisruptionBudget")
	budget.metadata.namespace == workload.metadata.namespace
	selects(budget.spec.selector, workload.spec.template.metadata.labels)
]

deny contains finding if {
	some workload in objects
	workload.kind in {"Deployment", "StatefulSet"}
	replicas(workload) > 1
	count(budgets(workload)) != 1
	finding := {"msg": sprintf("%d PodDisruptionBudgets apply to its pods, not one", [count(budgets(workload))]), "rule": "budget", "object": named(workload)}
}

deny contains finding if {
	some workload in objects
	workload.kind in {"Deployment", "StatefulSet"}
	some budget in budgets(workload)
	blocks(budget, replicas(workload))
	finding := {"msg": sprintf("with %d replicas it never allows an eviction: no node can be drained", [replicas(workload)]), "rule": "budget-blocks", "object": named(budget)}
}

blocks(budget, count) if {
	is_number(budget.spec.minAvailable)
	budget.spec.minAvailable >= count
}

blocks(budget, _) if budget.spec.minAvailable == "100%"

blocks(budget, _) if budget.spec.maxUnavailable in {0, "0%"}

deny contains finding if {
	some autoscaler in of_kind("HorizontalPodAutoscaler")
	some workload in objects
	workload.kind == autoscaler.spec.scaleTargetRef.kind
	workload.metadata.name == autoscaler.spec.scaleTargetRef.name
	workload.metadata.namespace == autoscaler.metadata.namespace
	"replicas" in object.keys(workload.spec)
	finding := {"msg": "its autoscaler owns the replicas, and every sync would take them back", "rule": "replicas-owner", "object": named(workload)}
}

deny contains finding if {
	some autoscaler in of_kind("HorizontalPodAutoscaler")
	count([workload |
		some workload in objects
		workload.kind == autoscaler.spec.scaleTargetRef.kind
		workload.metadata.name == autoscaler.spec.scaleTargetRef.name
		workload.metadata.namespace == autoscaler.metadata.namespace
	]) != 1
	finding := {"msg": "what it scales is not there", "rule": "autoscaler-target", "object": named(autoscaler)}
}

deny contains finding if {
	some workload in of_kind("Deployment")
	replicas(workload) > 1
	count(object.get(workload.spec.template.spec, "topologySpreadConstraints", [])) == 0
	not workload.spec.template.spec.affinity.podAntiAffinity
	finding := {"msg": "nothing spreads its pods over nodes: one node takes all of them down", "rule": "spread", "object": named(workload)}
}
