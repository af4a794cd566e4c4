using System.CommandLine;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>Makes and measures the weights of the classifier.</summary>
internal static class ClassifierCommand
{
    /// <summary>Where the corpus is, seen from the root of the repository.</summary>
    public const string Corpus = "services/Router/Classification/Corpus";

    public static Command Create(CommandLineOutput output) =>
        new("classifier", "Trains the classifier and measures it. 'orchestrator classify' uses it.")
        {
            ClassifierTrainCommand.Create(output),
            ClassifierEvaluateCommand.Create(output),
        };

    public static Option<string[]> Settings() =>
        new("--set")
        {
            HelpName = "NAME=VALUE",
            Description = "Another setting of the training, for experiments. May be repeated.",
            AllowMultipleArgumentsPerToken = false,
        };

    public static Option<string> Data() =>
        new("--data")
        {
            HelpName = "DIR",
            Description = $"The folder of the own corpus. [default: {Corpus}]",
            DefaultValueFactory = _ => Corpus,
        };
}
