using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Training;

/// <summary>From texts to a calibrated model.</summary>
internal static class ClassifierTraining
{
    public static TrainedClassifier Train(
        IReadOnlyList<LabelledText> texts,
        TrainingSettings settings,
        CancellationToken cancellationToken
    )
    {
        var heldOut = Calibration.HeldOut(texts, settings, cancellationToken);
        var temperature = Calibration.Temperature(heldOut);
        var weights = LogisticTrainer.Train(TrainingItems.Of(texts, settings), settings, cancellationToken);
        return new TrainedClassifier(weights.Quantise(settings.BlockWeights, temperature), heldOut, weights.RowCount);
    }
}

/// <param name="HeldOut">What models of other groups said about each text: the basis of the temperature.</param>
/// <param name="Rows">Buckets with weights.</param>
internal sealed record TrainedClassifier(NgramModel Model, IReadOnlyList<HeldOutAnswer> HeldOut, int Rows);
