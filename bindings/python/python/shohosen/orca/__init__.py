"""The path from ORCA (日医標準レセプトソフト, WebORCA) to an electronic prescription.

ORCA neither makes nor signs electronic prescriptions. What it prints (処方せん印刷,
``/api01rv2/prescriptionv2``) holds most of what one needs; the rest is named, with where to get it:

>>> from shohosen import orca
>>> try:
...     orca.prescription_records({"Forms": [{"data": {"Form_ID": "shohosen", "Rp": []}}]})
... except orca.FieldError as error:
...     print(error.findings[0].evidence["field"])
医療機関コード (Hospital.Code)

A plugin in a few lines::

    client = orca.Client("http://127.0.0.1:8000", user="ormaster", password="…")
    answer = client.prescription(patient="00110", invoice="372")
    records = orca.prescription_records(answer, usages=usages, department_name="内科")
    history = orca.history(client.notebook(patient="00110", invoice="360"))
    report = checker.check(records, history, day="2026-11-22", consent="given")
    signed = signer.sign_prescription(records, key=key)

``/api01rv2/medicationgetv2`` of ORCA looks up a code in its master; what a patient was given comes
from the notebook form (``/api01rv2/medicinenotebookv2``) of one visit, or from ``Client.visits`` and
``Client.treatment`` (``/api01rv2/medicalgetv2``), which `history` reads.
"""

from ._client import Client, Visit
from ._errors import (
    ConnectionFailed,
    FieldError,
    OrcaError,
    RecordsError,
    RequestRefused,
    ResponseError,
)
from ._history import history
from ._records import Usage, prescription_records

__all__ = [
    "Client",
    "ConnectionFailed",
    "FieldError",
    "OrcaError",
    "RecordsError",
    "RequestRefused",
    "ResponseError",
    "Usage",
    "Visit",
    "history",
    "prescription_records",
]
