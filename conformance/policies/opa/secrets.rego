package main

deny contains finding if {
	some secret in of_kind("Secret")
	some field in ["data", "stringData"]
	count(object.get(secret, field, {})) > 0
	finding := {"msg": "its values are in plain text", "rule": "plain-secret", "object": named(secret)}
}

# A SealedSecret whose template names another place would be unsealed there, or not at all.
deny contains finding if {
	some sealed in of_kind("SealedSecret")
	template := object.get(object.get(sealed.spec, "template", {}), "metadata", {})
	some field in ["name", "namespace"]
	value := object.get(template, field, sealed.metadata[field])
	value != sealed.metadata[field]
	finding := {"msg": sprintf("its template has %s %v", [field, value]), "rule": "sealed-template", "object": named(sealed)}
}

# Secrets first, or a pod starts without them.
deny contains finding if {
	some sealed in of_kind("SealedSecret")
	some workload in of_kind("Deployment")
	workload.metadata.namespace == sealed.metadata.namespace
	reads(workload.spec.template.spec, sealed.metadata.name)
	wave(sealed) >= wave(workload)
	finding := {"msg": sprintf("it comes in wave %d, and %s, which reads it, in wave %d", [wave(sealed), named(workload), wave(workload)]), "rule": "secret-wave", "object": named(sealed)}
}

wave(object_) := to_number(object.get(object.get(object_.metadata, "annotations", {}), "argocd.argoproj.io/sync-wave", "0"))

reads(spec, name) if {
	walk(spec, [path, value])
	value == name
	path[count(path) - 1] in {"name", "secretName"}
	path[count(path) - 2] in {"secretKeyRef", "secretRef", "secret"}
}
