using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

internal readonly record struct AdmissionStep(AdmissionState State, ImmutableArray<AdmissionAction> Actions);
