using System.CommandLine;

var root = new RootCommand("Orchestrator on the command line.");
return await root.Parse(args).InvokeAsync();
