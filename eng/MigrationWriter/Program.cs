using System.Text.RegularExpressions;
using Orchestrator.MigrationWriter;

if (
    args is not [var service, var name]
    || !Regex.IsMatch(name, "^[A-Z][A-Za-z0-9]*$", RegexOptions.None, TimeSpan.FromSeconds(1))
)
{
    Console.Error.WriteLine(
        "Usage: eng/add-migration.sh <Service> <Name>, the name in PascalCase: Learning FeedbackByTime"
    );
    return 2;
}

var written = new MigrationFiles(Directory.GetCurrentDirectory(), service).Add(name);
foreach (var file in written)
{
    Console.WriteLine(file);
}

if (written.Count == 0)
{
    Console.WriteLine($"The migrations of {service} are complete: there is nothing to add.");
}

return 0;
