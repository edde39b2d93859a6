package main

# Fail closed: without a policy of a direction, everything is open in that direction.
deny contains finding if {
	some pod in pods
	some direction in ["Ingress", "Egress"]
	count(policies(pod, direction)) == 0
	finding := {"msg": sprintf("no NetworkPolicy of type %s applies to its pods", [direction]), "rule": "isolated", "object": pod.owner}
}

# A pod that may connect anywhere by name must be able to ask for the name.
deny contains finding if {
	some pod in pods
	some protocol in ["UDP", "TCP"]
	not asks_dns(pod, protocol)
	finding := {"msg": sprintf("its pods cannot reach DNS over %s: every name fails to resolve", [protocol]), "rule": "dns", "object": pod.owner}
}

# What a chart brings is not among the objects: what is for all pods of its namespace must let them ask, too.
deny contains finding if {
	some policy in of_kind("NetworkPolicy")
	policy.metadata.namespace in charted
	"Egress" in policy.spec.policyTypes
	some protocol in ["UDP", "TCP"]
	not lets_ask(policy, protocol)
	finding := {"msg": sprintf("the pods that it selects cannot reach DNS over %s: every name fails to resolve", [protocol]), "rule": "dns", "object": named(policy)}
}

asks_dns(pod, protocol) if {
	some policy in policies(pod, "Egress")
	lets_ask(policy, protocol)
}

lets_ask(policy, protocol) if {
	some rule in object.get(policy.spec, "egress", [])
	to_dns(rule)
	opens(rule, 53, protocol)
}

to_dns(rule) if count(object.get(rule, "to", [])) == 0

to_dns(rule) if {
	some peer in rule.to
	selects(peer.namespaceSelector, {"kubernetes.io/metadata.name": "kube-system"})
}

opens(rule, _, _) if count(object.get(rule, "ports", [])) == 0

opens(rule, number, protocol) if {
	some port in rule.ports
	object.get(port, "protocol", "TCP") == protocol
	in_range(port, number)
}

in_range(port, number) if port.port == number

in_range(port, number) if {
	port.port <= number
	number <= port.endPort
}

# The metadata service of the machine hands out credentials.
deny contains finding if {
	some policy in of_kind("NetworkPolicy")
	some rule in object.get(policy.spec, "egress", [])
	some peer in object.get(rule, "to", [])
	net.cidr_contains(peer.ipBlock.cidr, "169.254.169.254/32")
	excepted := {cidr | some cidr in object.get(peer.ipBlock, "except", []); net.cidr_contains(cidr, "169.254.169.254/32")}
	count(excepted) == 0
	finding := {"msg": sprintf("%s lets pods reach the metadata service of the machine", [peer.ipBlock.cidr]), "rule": "metadata", "object": named(policy)}
}

# A policy that selects nothing protects nothing; operators' pods are known by their labels, and one for all pods of a
# namespace waits for whoever comes to live there.
deny contains finding if {
	some policy in of_kind("NetworkPolicy")
	object.get(policy.spec, "podSelector", {}) != {}
	not policy.metadata.namespace in charted
	not challenged(object.get(policy.spec, "podSelector", {}))
	count([pod | some pod in pods; pod.namespace == policy.metadata.namespace; selects(object.get(policy.spec, "podSelector", {}), pod.labels)]) == 0
	finding := {"msg": "it selects no pod of the environment", "rule": "policy-target", "object": named(policy)}
}

deny contains finding if {
	some service in of_kind("Service")
	object.get(service.spec, "type", "ClusterIP") != "ExternalName"
	selected := [pod | some pod in pods; pod.namespace == service.metadata.namespace; selects({"matchLabels": service.spec.selector}, pod.labels)]
	some port in service.spec.ports
	target := object.get(port, "targetPort", port.port)
	not listens(selected, target)
	finding := {"msg": sprintf("port %v leads to %v, which no selected pod has", [port.port, target]), "rule": "service-target", "object": named(service)}
}

listens(selected, target) if {
	some pod in selected
	some container in containers(pod)
	some port in object.get(container, "ports", [])
	target in {port.containerPort, object.get(port, "name", null)}
}

# Pods of operators say nothing of their containers here.
listens(selected, _) if {
	some pod in selected
	pod.spec == {}
}

deny contains finding if {
	some monitor in of_kind("ServiceMonitor")
	some endpoint in monitor.spec.endpoints
	not monitored(monitor, endpoint)
	finding := {"msg": sprintf("no Service that it selects has a port named %v", [object.get(endpoint, "port", null)]), "rule": "monitor-target", "object": named(monitor)}
}

monitored(monitor, endpoint) if {
	some service in of_kind("Service")
	service.metadata.namespace == monitor.metadata.namespace
	selects(monitor.spec.selector, object.get(service.metadata, "labels", {}))
	some port in service.spec.ports
	port.name == endpoint.port
}
