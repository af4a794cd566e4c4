using Orchestrator.Cli.Commands;
using Orchestrator.Cli.Output;

return await OrchestratorCommand.RunAsync(args, CommandLineOutput.OfConsole());
