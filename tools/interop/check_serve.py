"""Judges what `dar serve` answers by what TensorFlow computes of the same exports.

Write these with the test dar.tools.SavedModelForPythonTest and -Ddar.interop.out=FOLDER, make Python stubs of the protos, then
    tools/dar serve FOLDER/MODEL --json >SERVED
    PYTHONPATH=STUBS python tools/interop/check_serve.py FOLDER/MODEL SERVED
One line a check; the exit code is 0 when all hold. Needs TensorFlow 2, gRPC and NumPy, nothing of DAR.
"""

import argparse
import json
import os
import sys
import urllib.error
import urllib.request

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import grpc
import numpy as np
import tensorflow as tf
from tensorflow_serving.apis import (
    classification_pb2,
    get_model_metadata_pb2,
    get_model_status_pb2,
    model_service_pb2_grpc,
    predict_pb2,
    prediction_service_pb2_grpc,
    regression_pb2,
)

import check_savedmodel
from check_export import Sample, compare
from check_savedmodel import check

SECONDS = 60


class Server:
    """The clients of one model."""

    def __init__(self, told, name):
        channel = grpc.insecure_channel(f"{told['host']}:{told['grpc_port']}")
        self.predictions = prediction_service_pb2_grpc.PredictionServiceStub(channel)
        self.models = model_service_pb2_grpc.ModelServiceStub(channel)
        self.url = f"http://{told['host']}:{told['port']}/v1/models/{name}"
        self.name = name

    def request(self, kind, signature=""):
        request = kind()
        request.model_spec.name = self.name
        request.model_spec.signature_name = signature
        return request

    def predict(self, signature, inputs):
        request = self.request(predict_pb2.PredictRequest, signature)
        for name, values in inputs.items():
            request.inputs[name].CopyFrom(tf.make_tensor_proto(values))
        return self.predictions.Predict(request, SECONDS)

    def ask(self, call, kind, signature, examples):
        request = self.request(kind, signature)
        for example in examples:
            request.input.example_list.examples.add().ParseFromString(example)
        return call(request, SECONDS).result

    def json(self, path="", body=None):
        data = None if body is None else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(self.url + path, data), timeout=SECONDS) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


def check_predict(server, model, sample):
    computed = model.signatures["serving_default"](**{n: tf.constant(v) for n, v in sample.inputs.items()})["prediction"]
    size = len(sample.output)
    for signature in ("", "predict"):
        answer = server.predict(signature, sample.inputs)
        found = tf.make_ndarray(answer.outputs["prediction"])
        compare(f"Predict {signature or 'by default'} of {size}", found, computed)
    compare(f"float_val of {size}", list(answer.outputs["prediction"].float_val), np.ravel(computed))
    spec = answer.model_spec
    check("the model that answered", (spec.name, spec.version.value, spec.signature_name) == (server.name, 1, "predict"), str(spec.version.value))

    rows = [{n: v[i].tolist() for n, v in sample.inputs.items()} for i in range(size)]
    code, answer = server.json(":predict", {"instances": rows})
    compare(f"rows of JSON, {size}", answer["predictions"] if code == 200 else [], computed)
    columns = {n: v.tolist() for n, v in sample.inputs.items()}
    code, answer = server.json("/versions/1:predict", {"signature_name": "predict", "inputs": columns})
    compare(f"columns of JSON, {size}", answer["outputs"] if code == 200 else [], computed)


def check_examples(server, model, sample):
    names = sorted(sample.inputs)
    serialized = sample.examples(names)
    rows = [{n: v[i].ravel().tolist() for n, v in sample.inputs.items()} for i in range(len(serialized))]
    computed = model.signatures["classify"](inputs=tf.constant(serialized))
    labels = [[label.decode() for label in row] for row in computed["classes"].numpy()]
    found = server.ask(server.predictions.Classify, classification_pb2.ClassificationRequest, "classify", serialized).classifications
    compare("Classify", [[c.score for c in one.classes] for one in found], computed["scores"])
    check("labels", [[c.label for c in one.classes] for one in found] == labels, " ".join(labels[0]))
    code, answer = server.json(":classify", {"signature_name": "classify", "examples": rows})
    scores = [[pair[1] for pair in row] for row in answer["results"]] if code == 200 else []
    compare("classify by JSON", scores, computed["scores"])
    if not sample.is_classes:
        computed = model.signatures["regress"](inputs=tf.constant(serialized))["outputs"][:, 0]
        found = server.ask(server.predictions.Regress, regression_pb2.RegressionRequest, "regress", serialized).regressions
        compare("Regress", [one.value for one in found], computed)
        code, answer = server.json(":regress", {"signature_name": "regress", "examples": rows})
        compare("regress by JSON", answer["results"] if code == 200 else [], computed)


def check_text(server, model):
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(os.path.join(model.folder, "assets", "tokenizer.json"))
    inputs = model.signatures["serving_default"].structured_input_signature[1]
    length = inputs["language_ids"].shape[1]
    tokenizer.enable_truncation(length)
    tokenizer.enable_padding(length=length)
    sentences = ["I really liked this film.", "It was a waste of time, wasn't it?"]
    read = tokenizer.encode_batch(sentences)
    given = {n: tf.zeros([len(sentences), *s.shape[1:]], s.dtype) for n, s in inputs.items()}
    given["language_ids"] = tf.constant([e.ids for e in read])
    given["language_mask"] = tf.constant([e.attention_mask for e in read])
    computed = model.signatures["serving_default"](**given)["prediction"]
    answer = server.predict("", {"text": np.array(sentences, dtype=object)})
    compare("text", tf.make_ndarray(answer.outputs["prediction"]), computed)
    code, answer = server.json(":predict", {"instances": [{"text": s} for s in sentences]})
    compare("text by JSON", answer["predictions"] if code == 200 else [], computed)


def check_metadata(server, model):
    request = server.request(get_model_metadata_pb2.GetModelMetadataRequest)
    request.metadata_field.append("signature_def")
    signatures = get_model_metadata_pb2.SignatureDefMap()
    server.predictions.GetModelMetadata(request, SECONDS).metadata["signature_def"].Unpack(signatures)
    check("GetModelMetadata", set(signatures.signature_def) == set(model.signatures), ", ".join(sorted(signatures.signature_def)))
    code, answer = server.json("/metadata")
    shown = answer["metadata"]["signature_def"]["signature_def"] if code == 200 else {}
    check("metadata by JSON", set(shown) == set(model.signatures), f"{len(shown)} signatures")

    request = server.request(get_model_status_pb2.GetModelStatusRequest)
    (status,) = server.models.GetModelStatus(request, SECONDS).model_version_status
    available = get_model_status_pb2.ModelVersionStatus.AVAILABLE
    check("GetModelStatus", (status.version, status.state) == (1, available), f"version {status.version} is available")
    code, answer = server.json()
    expected = {"version": "1", "state": "AVAILABLE", "status": {"error_code": "OK", "error_message": ""}}
    check("status by JSON", answer == {"model_version_status": [expected]}, f"{code} {answer}")


def check_refusals(server, sample):
    def refuses(what, code, call):
        try:
            call()
            check(f"refusal of {what}", False, "an answer")
        except grpc.RpcError as error:
            check(f"refusal of {what}", error.code() == code, f"{error.code().name}: {error.details()}")

    refuses("an unknown signature", grpc.StatusCode.FAILED_PRECONDITION, lambda: server.predict("none", sample.inputs))
    refuses("another type", grpc.StatusCode.INVALID_ARGUMENT, lambda: server.predict("", {"visual": np.zeros([1, 2, 3], np.int64)}))
    request = server.request(predict_pb2.PredictRequest)
    request.model_spec.version.value = 7
    refuses("an unknown version", grpc.StatusCode.NOT_FOUND, lambda: server.predictions.Predict(request, SECONDS))
    for path, body, wanted in [("/versions/7", None, 404), (":predict", {"instances": "x"}, 400), (":none", {}, 400)]:
        code, answer = server.json(path, body)
        check(f"JSON for {path}", code == wanted and list(answer) == ["error"], f"{code} {answer.get('error')}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="with model/1, slim/1 and expected.json")
    parser.add_argument("served", help="what dar serve --json has printed")
    arguments = parser.parse_args()
    with open(os.path.join(arguments.folder, "expected.json"), encoding="utf-8") as file:
        samples = [Sample(stored) for stored in json.load(file)["predictions"]]
    with open(arguments.served, encoding="utf-8") as file:
        told = json.load(file)
    check("models", told["models"] == ["model", "slim"], " ".join(told["models"]))
    for kind in told["models"]:
        print(f"the {'slim' if kind == 'slim' else 'whole'} model")
        model = tf.saved_model.load(os.path.join(arguments.folder, kind, "1"))
        model.folder = os.path.join(arguments.folder, kind, "1")
        server = Server(told, kind)
        for sample in samples:
            check_predict(server, model, sample)
        check_examples(server, model, samples[1])
        if "language_ids" in samples[0].inputs:
            check_text(server, model)
        check_metadata(server, model)
        check_refusals(server, samples[0])
    failures = check_savedmodel.failures
    print("all checks hold" if not failures else f"{failures} checks failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
