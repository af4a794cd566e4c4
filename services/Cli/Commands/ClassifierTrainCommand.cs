using System.CommandLine;
using System.Globalization;
using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Cli.Classifier.Training;
using Orchestrator.Cli.Output;
using Orchestrator.Router.Classification.Ngram;

namespace Orchestrator.Cli.Commands;

/// <summary>From a corpus to weights and their card.</summary>
internal static class ClassifierTrainCommand
{
    private const string Description = """
        Learns weights from labelled texts and writes them with a card (FILE.card.json) that names every file that was
        read, with its hash. One thread, seeded: the same files give the same bytes.
        """;

    public static Command Create(CommandLineOutput output)
    {
        var data = ClassifierCommand.Data();
        var settings = ClassifierCommand.Settings();
        var extra = new Option<string?>("--extra")
        {
            HelpName = "FILE",
            Description = "External texts to learn from as well, each line with its 'source'.",
        };
        var file = new Option<string>("--out")
        {
            HelpName = "FILE",
            Description = "Where the weights go.",
            Required = true,
        };
        var command = new Command("train", Description) { data, extra, file, settings };
        command.SetAction(
            (parsed, cancellationToken) =>
                Task.Run(
                    () =>
                        Run(
                            output,
                            (parsed.GetValue(data)!, parsed.GetValue(extra), parsed.GetValue(file)!),
                            parsed.GetValue(settings) ?? [],
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static int Run(
        CommandLineOutput output,
        (string Data, string? Extra, string Out) files,
        string[] arguments,
        CancellationToken cancellationToken
    )
    {
        var (settings, problem) = SettingsArgument.Read(arguments);
        if (settings is null)
        {
            output.Error.WriteLine(problem);
            return ExitCode.Usage;
        }

        try
        {
            var input = TrainingInput.Read(files.Data, files.Extra, settings);
            output.Error.WriteLine($"Learning from {input.Texts.Count} texts of {input.Files.Count} files.");
            var trained = ClassifierTraining.Train(input.Texts, settings, cancellationToken);
            return Save(output, input, trained, files.Out);
        }
        catch (CorpusException exception)
        {
            output.Error.WriteLine(exception.Message);
            return ExitCode.Usage;
        }
    }

    private static int Save(CommandLineOutput output, TrainingInput input, TrainedClassifier trained, string file)
    {
        var weights = NgramFile.Write(trained.Model);
        if (weights.Length > NgramFile.MaxBytes)
        {
            output.Error.WriteLine(
                $"{weights.Length} bytes of weights are more than {NgramFile.MaxBytes}: raise groups-min."
            );
            return ExitCode.Failed;
        }

        WholeFile.Write(file, weights);
        WholeFile.Write(
            $"{file}.card.json",
            System.Text.Encoding.UTF8.GetBytes(DataCard.Write(input, trained, weights))
        );
        output.Out.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file}: {weights.Length:N0} bytes, {trained.Rows:N0} rows, temperature {trained.Model.Header.Temperature:F3}."
            )
        );
        return ExitCode.Good;
    }
}
