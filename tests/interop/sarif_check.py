#!/usr/bin/python3
"""Checks SARIF 2.1.0 logs against its own list of rules. Usage: sarif_check.py LOG...

The list is written from the prose of the OASIS standard (sections 3.4, 3.8, 3.11-3.40 and, for what those lead to,
3.49, 3.50, 3.55-3.57), not from its JSON schema: required properties, value sets, and what must agree with what.
A property that is not in the list is an offence too: it may be a misspelt one.
"""
import json
import re
import sys

# Types of values ---------------------------------------------------------------------------------------------------


def text(value):
    return isinstance(value, str)


def full_text(value):
    return isinstance(value, str) and value != ""


def flag(value):
    return isinstance(value, bool)


def integer(least):
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def one_of(*words):
    return lambda value: value in words


def matching(pattern):
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


URI_CHARACTERS = r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*"
uri_reference = matching(URI_CHARACTERS)
absolute_uri = matching(r"[A-Za-z][A-Za-z0-9+.\-]*:" + URI_CHARACTERS)
guid = matching(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
utc_time = matching(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z")
level = one_of("none", "note", "warning", "error")


class Ref:
    """A value that is an object of the list, or an array of them."""

    def __init__(self, name, array=False, least=0):
        self.name, self.array, self.least = name, array, least


def obj(name):
    return Ref(name)


def array(name, least=0):
    return Ref(name, True, least)


def texts(value):
    return isinstance(value, list) and all(text(v) for v in value)


def any_object(value):
    return isinstance(value, dict)


def string_map(value):
    return isinstance(value, dict) and all(full_text(k) and text(v) for k, v in value.items())


def versioned_map(value):
    """3.5.4.2: names are versioned hierarchical strings."""
    return string_map(value) and all(re.fullmatch(r".+/v\d+", k) for k in value)


MESSAGE = obj("message")
BAG = obj("propertyBag")
ARTIFACT_LOCATION = obj("artifactLocation")
REGION = obj("region")

# name: (section, required properties, all properties)
OBJECTS = {
    "artifactContent": ("3.3", [], {"text": text, "binary": text, "rendered": obj("multiformatMessageString")}),
    "artifactLocation": ("3.4", [], {"uri": uri_reference, "uriBaseId": full_text, "index": integer(-1),
                                     "description": MESSAGE}),
    "message": ("3.11", [], {"text": full_text, "markdown": full_text, "id": full_text, "arguments": texts}),
    "multiformatMessageString": ("3.12", ["text"], {"text": full_text, "markdown": full_text}),
    "sarifLog": ("3.13", ["version", "runs"], {"version": one_of("2.1.0"), "$schema": absolute_uri,
                                               "runs": array("run"),
                                               "inlineExternalProperties": array("externalProperties")}),
    "run": ("3.14", ["tool"], {
        "tool": obj("tool"), "results": array("result"), "invocations": array("invocation"),
        "conversion": obj("conversion"), "language": matching(r"[a-z]{2}(-[A-Z]{2})?"),
        "versionControlProvenance": array("versionControlDetails"), "originalUriBaseIds": any_object,
        "artifacts": array("artifact"), "logicalLocations": array("logicalLocation"), "graphs": array("graph"),
        "automationDetails": obj("runAutomationDetails"), "runAggregates": array("runAutomationDetails"),
        "baselineGuid": guid, "redactionTokens": texts, "defaultEncoding": text, "defaultSourceLanguage": text,
        "newlineSequences": texts, "columnKind": one_of("utf16CodeUnits", "unicodeCodePoints"),
        "threadFlowLocations": array("threadFlowLocation"), "taxonomies": array("toolComponent"),
        "addresses": array("address"), "translations": array("toolComponent"), "policies": array("toolComponent"),
        "webRequests": any_object, "webResponses": any_object, "specialLocations": obj("specialLocations"),
        "externalPropertyFileReferences": any_object}),
    "runAutomationDetails": ("3.17", [], {"description": MESSAGE, "id": full_text, "guid": guid,
                                          "correlationGuid": guid}),
    "tool": ("3.18", ["driver"], {"driver": obj("toolComponent"), "extensions": array("toolComponent")}),
    "toolComponent": ("3.19", ["name"], {
        "name": full_text, "fullName": full_text, "guid": guid, "version": full_text, "semanticVersion": full_text,
        "dottedQuadFileVersion": matching(r"\d+(\.\d+){3}"), "releaseDateUtc": text, "downloadUri": absolute_uri,
        "informationUri": absolute_uri, "organization": text, "product": text, "productSuite": text,
        "shortDescription": obj("multiformatMessageString"), "fullDescription": obj("multiformatMessageString"),
        "language": text, "globalMessageStrings": any_object, "rules": array("reportingDescriptor"),
        "notifications": array("reportingDescriptor"), "taxa": array("reportingDescriptor"),
        "supportedTaxonomies": any_object, "translationMetadata": obj("translationMetadata"),
        "locations": array("artifactLocation"), "contents": lambda value: isinstance(value, list) and all(
            v in ("localizedData", "nonLocalizedData") for v in value),
        "isComprehensive": flag, "localizedDataSemanticVersion": text,
        "minimumRequiredLocalizedDataSemanticVersion": text, "associatedComponent": any_object}),
    "invocation": ("3.20", ["executionSuccessful"], {
        "executionSuccessful": flag, "commandLine": text, "arguments": texts, "responseFiles": array("artifactLocation"),
        "startTimeUtc": utc_time, "endTimeUtc": utc_time, "exitCode": integer(-(2 ** 31)),
        "exitCodeDescription": text, "exitSignalName": text, "exitSignalNumber": integer(0),
        "processStartFailureMessage": text, "machine": text, "account": text, "processId": integer(0),
        "executableLocation": ARTIFACT_LOCATION, "workingDirectory": ARTIFACT_LOCATION,
        "environmentVariables": string_map, "stdin": ARTIFACT_LOCATION, "stdout": ARTIFACT_LOCATION,
        "stderr": ARTIFACT_LOCATION, "stdoutStderr": ARTIFACT_LOCATION, "ruleConfigurationOverrides": any_object,
        "notificationConfigurationOverrides": any_object, "toolExecutionNotifications": array("notification"),
        "toolConfigurationNotifications": array("notification")}),
    "attachment": ("3.21", ["artifactLocation"], {
        "artifactLocation": ARTIFACT_LOCATION, "description": MESSAGE, "regions": array("region"),
        "rectangles": array("rectangle")}),
    "conversion": ("3.22", ["tool"], {"tool": obj("tool"), "invocation": obj("invocation"),
                                      "analysisToolLogFiles": array("artifactLocation")}),
    "versionControlDetails": ("3.23", ["repositoryUri"], {
        "repositoryUri": absolute_uri, "revisionId": text, "branch": text, "revisionTag": text, "asOfTimeUtc": utc_time,
        "mappedTo": ARTIFACT_LOCATION}),
    "artifact": ("3.24", [], {
        "location": ARTIFACT_LOCATION, "parentIndex": integer(-1), "offset": integer(0), "length": integer(-1),
        "roles": texts, "mimeType": text, "contents": obj("artifactContent"), "encoding": text, "sourceLanguage": text,
        "hashes": string_map, "lastModifiedTimeUtc": utc_time, "description": MESSAGE}),
    "specialLocations": ("3.25", [], {"displayBase": ARTIFACT_LOCATION}),
    "translationMetadata": ("3.26", ["name"], {
        "name": text, "fullName": text, "shortDescription": obj("multiformatMessageString"),
        "fullDescription": obj("multiformatMessageString"), "downloadUri": absolute_uri,
        "informationUri": absolute_uri}),
    "result": ("3.27", ["message"], {
        "guid": guid, "correlationGuid": guid, "ruleId": full_text, "ruleIndex": integer(-1), "rule": any_object,
        "taxa": any_object, "kind": one_of("pass", "open", "informational", "notApplicable", "review", "fail"),
        "level": level, "message": MESSAGE, "locations": array("location"), "analysisTarget": ARTIFACT_LOCATION,
        "webRequest": any_object, "webResponse": any_object, "fingerprints": versioned_map,
        "partialFingerprints": versioned_map, "codeFlows": array("codeFlow"), "graphs": array("graph"),
        "graphTraversals": any_object, "stacks": any_object, "relatedLocations": array("location"),
        "suppressions": array("suppression"), "baselineState": one_of("new", "unchanged", "updated", "absent"),
        "rank": lambda value: isinstance(value, (int, float)) and -1 <= value <= 100,
        "attachments": array("attachment"), "workItemUris": texts, "hostedViewerUri": absolute_uri,
        "provenance": any_object, "fixes": array("fix"), "occurrenceCount": integer(1)}),
    "location": ("3.28", [], {
        "id": integer(0), "physicalLocation": obj("physicalLocation"), "logicalLocations": array("logicalLocation"),
        "message": MESSAGE, "annotations": array("region"), "relationships": array("locationRelationship")}),
    "physicalLocation": ("3.29", [], {
        "artifactLocation": ARTIFACT_LOCATION, "region": REGION, "contextRegion": REGION, "address": obj("address")}),
    "region": ("3.30", [], {
        "startLine": integer(1), "startColumn": integer(1), "endLine": integer(1), "endColumn": integer(1),
        "charOffset": integer(0), "charLength": integer(0), "byteOffset": integer(0), "byteLength": integer(0),
        "snippet": obj("artifactContent"), "message": MESSAGE, "sourceLanguage": text}),
    "rectangle": ("3.31", [], {"top": any_object, "left": any_object, "bottom": any_object, "right": any_object,
                               "message": MESSAGE}),
    "address": ("3.32", [], {
        "index": integer(-1), "absoluteAddress": integer(-1), "relativeAddress": integer(0),
        "offsetFromParent": integer(-(2 ** 63)), "length": integer(-(2 ** 63)), "name": text,
        "fullyQualifiedName": text, "kind": text, "parentIndex": integer(-1)}),
    "logicalLocation": ("3.33", [], {
        "name": full_text, "index": integer(-1), "fullyQualifiedName": full_text, "decoratedName": text, "kind": text,
        "parentIndex": integer(-1)}),
    "locationRelationship": ("3.34", ["target"], {"target": integer(0), "kinds": texts, "description": MESSAGE}),
    "suppression": ("3.35", ["kind"], {
        "kind": one_of("inSource", "external"), "status": one_of("accepted", "underReview", "rejected"),
        "location": obj("location"), "guid": guid, "justification": text}),
    "codeFlow": ("3.36", ["threadFlows"], {"threadFlows": array("threadFlow", 1), "message": MESSAGE}),
    "threadFlow": ("3.37", ["locations"], {
        "id": text, "message": MESSAGE, "initialState": any_object, "immutableState": any_object,
        "locations": array("threadFlowLocation", 1)}),
    "threadFlowLocation": ("3.38", [], {
        "index": integer(-1), "location": obj("location"), "module": text, "stack": any_object, "webRequest": any_object,
        "webResponse": any_object, "kinds": texts, "state": any_object, "nestingLevel": integer(0),
        "executionOrder": integer(-1), "executionTimeUtc": utc_time,
        "importance": one_of("important", "essential", "unimportant"), "taxa": any_object}),
    "graph": ("3.39", [], {"description": MESSAGE, "nodes": array("node"), "edges": any_object}),
    "node": ("3.40", ["id"], {"id": text, "label": MESSAGE, "location": obj("location"), "children": array("node")}),
    "reportingDescriptor": ("3.49", ["id"], {
        "id": full_text, "deprecatedIds": texts, "guid": guid, "deprecatedGuids": texts, "name": full_text,
        "deprecatedNames": texts, "shortDescription": obj("multiformatMessageString"),
        "fullDescription": obj("multiformatMessageString"), "messageStrings": any_object, "helpUri": absolute_uri,
        "help": obj("multiformatMessageString"), "defaultConfiguration": obj("reportingConfiguration"),
        "relationships": any_object}),
    "reportingConfiguration": ("3.50", [], {
        "enabled": flag, "level": level, "rank": lambda value: isinstance(value, (int, float)) and -1 <= value <= 100,
        "parameters": BAG}),
    "fix": ("3.55", ["artifactChanges"], {"description": MESSAGE, "artifactChanges": array("artifactChange", 1)}),
    "artifactChange": ("3.56", ["artifactLocation", "replacements"], {
        "artifactLocation": ARTIFACT_LOCATION, "replacements": array("replacement", 1)}),
    "replacement": ("3.57", ["deletedRegion"], {"deletedRegion": REGION, "insertedContent": obj("artifactContent")}),
    "notification": ("3.58", ["message"], {
        "descriptor": any_object, "associatedRule": any_object, "message": MESSAGE, "locations": array("location"),
        "level": level, "threadId": integer(0), "timeUtc": utc_time, "exception": any_object}),
}

# What must agree inside one object --------------------------------------------------------------------------------


def check_message(value):
    if "text" not in value and "id" not in value:
        yield "3.11: neither text nor id"
    if "markdown" in value and "text" not in value:
        yield "3.11.9: markdown without text"
    yield from check_braces(value)


def check_braces(value):
    """3.11.5: braces stand doubled or around the index of an argument."""
    arguments = len(value.get("arguments", []))
    for key in ("text", "markdown"):
        rest = re.sub(r"\{\{|\}\}", "", value.get(key, ""))
        for index in re.findall(r"\{(\d+)\}", rest):
            if int(index) >= arguments:
                yield f"3.11.11: placeholder {{{index}}} in {key} has no argument"
        if re.search(r"[{}]", re.sub(r"\{\d+\}", "", rest)):
            yield f"3.11.5: a single brace in {key}"


def check_artifact_location(value):
    if "uri" not in value and "index" not in value:
        yield "3.4.2: neither uri nor index"
    if "uriBaseId" in value and re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", value.get("uri", "")):
        yield "3.4.4: uriBaseId with an absolute uri"


def check_region(value):
    if not {"startLine", "charOffset", "byteOffset"} & set(value):
        yield "3.30.1: none of startLine, charOffset, byteOffset"
    if "startLine" not in value and {"startColumn", "endLine", "endColumn"} & set(value):
        yield "3.30.2: columns or endLine without startLine"
    start = (value.get("startLine", 1), value.get("startColumn", 1))
    end_line = value.get("endLine", start[0])
    if end_line < start[0]:
        yield "3.30.7: endLine before startLine"
    if end_line == start[0] and value.get("endColumn", start[1]) < start[1]:
        yield "3.30.8: endColumn before startColumn"
    if ("byteOffset" in value) != ("byteLength" in value):
        yield "3.30.3: a binary region that is not fully specified"


def check_physical_location(value):
    if "artifactLocation" not in value and "address" not in value:
        yield "3.29.2: neither artifactLocation nor address"
    if "contextRegion" in value and "region" not in value:
        yield "3.29.5: contextRegion without region"


def check_logical_location(value):
    if not {"name", "fullyQualifiedName", "index"} & set(value):
        yield "3.33.3: nothing names the place"


def check_result(value):
    if "ruleId" not in value and "rule" not in value and "ruleIndex" not in value:
        yield "3.27.5: no rule"
    if value.get("kind", "fail") != "fail" and value.get("level", "none") != "none":
        yield "3.27.10: a level, though kind is not fail"
    if len(value.get("locations", [])) > 1:
        yield "3.27.12: more than one location"
    ids = [v["id"] for v in value.get("locations", []) + value.get("relatedLocations", []) if "id" in v]
    if len(ids) != len(set(ids)):
        yield "3.28.2: an id of a location is not unique"
    for link in re.findall(r"(?<!\\)\]\((\d+)\)", value.get("message", {}).get("text", "")):
        if ids.count(int(link)) != 1:
            yield f"3.11.6: link to location {link}"


def check_run(value):
    results = value.get("results", [])
    rules = value.get("tool", {}).get("driver", {}).get("rules", [])
    if results and "columnKind" not in value:
        yield "3.14.27: text regions without columnKind"
    if len({r.get("id") for r in rules}) != len(rules):
        yield "3.49.3: a rule is described twice"
    for property_name, section in (("suppressions", "3.27.23"), ("workItemUris", "3.27.27")):
        if len({property_name in r for r in results}) > 1:
            yield f"{section}: {property_name} must be in all results or in none"
    for number, result in enumerate(results):
        index = result.get("ruleIndex", -1)
        if index >= len(rules):
            yield f"3.27.6: results[{number}].ruleIndex is past the rules"
        elif index >= 0 and rules[index].get("id") != result.get("ruleId"):
            yield f"3.27.5: results[{number}].ruleId is not the id of its rule"


AGREEMENTS = {
    "message": check_message, "multiformatMessageString": check_braces, "artifactLocation": check_artifact_location,
    "region": check_region, "physicalLocation": check_physical_location, "logicalLocation": check_logical_location,
    "result": check_result, "run": check_run,
}


def check_bag(value, where):
    if not isinstance(value, dict):
        yield f"{where}: 3.8.1: not an object"
        return
    tags = value.get("tags", [])
    if not texts(tags) or len(tags) != len(set(tags)):
        yield f"{where}.tags: 3.8.2: not an array of distinct strings"


def check_object(name, value, where):
    if name == "propertyBag":
        yield from check_bag(value, where)
        return
    if name not in OBJECTS:
        yield f"{where}: {name} is not in the list"
        return
    section, required, properties = OBJECTS[name]
    if not isinstance(value, dict):
        yield f"{where}: {section}: not an object"
        return
    for key in required:
        if key not in value:
            yield f"{where}: {section}: no {key}"
    wrong = False
    for key, member in value.items():
        offences = list(check_member(properties, key, member, f"{where}.{key}", section))
        wrong = wrong or bool(offences)
        yield from offences
    if not wrong and name in AGREEMENTS:
        yield from (f"{where}: {offence}" for offence in AGREEMENTS[name](value))


def check_member(properties, key, value, where, section):
    if key == "properties":
        yield from check_bag(value, where)
    elif key not in properties:
        yield f"{where}: {section}: no such property"
    elif isinstance(properties[key], Ref):
        yield from check_reference(properties[key], value, where, section)
    elif not properties[key](value):
        yield f"{where}: {section}: {json.dumps(value)[:80]} is not allowed"


def check_reference(reference, value, where, section):
    if not reference.array:
        yield from check_object(reference.name, value, where)
        return
    if not isinstance(value, list) or len(value) < reference.least:
        yield f"{where}: {section}: not an array of at least {reference.least}"
        return
    for index, member in enumerate(value):
        yield from check_object(reference.name, member, f"{where}[{index}]")


def offences_of(log):
    """What is wrong with a SARIF log that was read from JSON, as lines of text."""
    return list(check_object("sarifLog", log, "$"))


def main(paths):
    wrong = 0
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for offence in offences_of(json.load(file)):
                print(f"{path}: {offence}")
                wrong += 1
    return 1 if wrong or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
