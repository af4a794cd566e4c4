using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Cli.Classifier.Training;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Classifier.Evaluation;

/// <summary>All models of one fold: trained on everything but one source.</summary>
internal sealed class SourceFold
{
    private readonly NgramModel _production;
    private readonly NgramModel _alone;
    private readonly NaiveBayes _words;
    private readonly NaiveBayes _externalWords;

    public SourceFold(
        IReadOnlyList<LabelledText> own,
        IReadOnlyList<LabelledText> external,
        TrainingSettings settings,
        CancellationToken cancellationToken
    )
    {
        LabelledText[] all = [.. own, .. external];
        _production = ClassifierTraining.Train(all, settings, cancellationToken).Model;
        _alone = ClassifierTraining.Train(all, settings.WithoutRules(), cancellationToken).Model;
        _words = new NaiveBayes(all);
        _externalWords = new NaiveBayes(external);
    }

    /// <param name="damaged">The same text, perhaps with typos.</param>
    public Prediction Ask(Method method, LabelledText text, LabelledText damaged) =>
        method switch
        {
            Method.NaiveBayes => Prediction.Of(text, _words.Ask(damaged.Text)),
            Method.NaiveBayesExternal => Prediction.Of(text, _externalWords.Ask(damaged.Text)),
            Method.Rules => Prediction.Of(text, Rules(damaged), temperature: 1),
            Method.NgramAlone => Alone(text, damaged),
            Method.Production => Ask(_production, text, damaged, tools: 0),
            _ => Ask(_production, text, damaged, text.BringsTools ? 1 : 0),
        };

    // Without the tier of rules as well: it was written by people who had read the tested source.
    private Prediction Alone(LabelledText text, LabelledText damaged)
    {
        var verdict = NgramTier.Ask(_alone, TrainingItems.Read(damaged));
        return Prediction.Of(text, [.. verdict.Probabilities]) with { Temperature = _alone.Header.Temperature };
    }

    private static Prediction Ask(NgramModel model, LabelledText text, LabelledText damaged, int tools)
    {
        var request = new ClassificationRequest(damaged.Turns, tools);
        var found = TaskClassifier.Classify(request, TrainingItems.CharLimit, model);
        return Prediction.Of(text, found, model.Header.Temperature);
    }

    private static Router.Classification.Classification Rules(LabelledText text)
    {
        var request = new ClassificationRequest(text.Turns);
        return RuleTier.Classify(request, TaskClassifier.Read(request, TrainingItems.CharLimit));
    }
}
