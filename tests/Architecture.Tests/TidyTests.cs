using System.Text.RegularExpressions;
using Orchestrator.Testing;

namespace Orchestrator.Architecture.Tests;

/// <summary>Rules that no analyzer knows.</summary>
public sealed partial class TidyTests
{
    /// <summary>A product file longer than this is several files; a test file may hold more cases of one rule.</summary>
    private const int ProductLinesMax = 200;
    private const int TestLinesMax = 300;

    [Fact]
    public void No_source_file_is_longer_than_the_limit()
    {
        var tooLong = Sources()
            .Where(file => File.ReadLines(file).Count() > (IsProduct(file) ? ProductLinesMax : TestLinesMax))
            .Select(Relative);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void At_least_half_of_the_product_files_are_under_80_lines()
    {
        var lengths = Sources().Where(IsProduct).Select(file => File.ReadLines(file).Count()).Order().ToList();

        Assert.InRange(lengths[lengths.Count / 2], 1, 79);
    }

    [Fact]
    public void No_type_has_a_name_that_says_nothing()
    {
        var vague = Sources()
            .Where(IsProduct)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => VagueName().IsMatch(name!));

        Assert.Empty(vague);
    }

    [Fact]
    public void Product_code_has_no_conditional_compilation()
    {
        var conditional = Sources()
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("#if", StringComparison.Ordinal)));

        Assert.Empty(conditional.Select(Relative));
    }

    [Fact]
    public void No_field_of_a_log_message_is_named_as_a_level()
    {
        // Whoever looks for lines of that level, as our own tests do, would find it in others.
        var named = Sources().Where(IsProduct).Where(file => LevelField().IsMatch(File.ReadAllText(file)));

        Assert.Empty(named.Select(Relative));
    }

    [Fact]
    public void Every_relative_link_in_the_documents_leads_to_a_file()
    {
        var broken =
            from file in Repository.Files("*.md")
            from Match link in RelativeLink().Matches(File.ReadAllText(file))
            let target = Path.Combine(Path.GetDirectoryName(file)!, link.Groups["path"].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{Relative(file)} → {link.Groups["path"].Value}";

        Assert.Empty(broken);
    }

    private static IEnumerable<string> Sources() => Repository.Files("*.cs").Where(file => !IsMigration(file));

    // Written by eng/add-migration.sh.
    private static bool IsMigration(string file) =>
        file.Contains(
            $"{Path.DirectorySeparatorChar}Migrations{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        );

    private static bool IsProduct(string file)
    {
        var path = Relative(file);
        return !path.StartsWith("tests", StringComparison.Ordinal) && !path.StartsWith("eng", StringComparison.Ordinal);
    }

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file);

    [GeneratedRegex(
        "(Manager|Helper|Helpers|Util|Utils|Processor|Common)$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex VagueName();

    [GeneratedRegex(
        @"\]\((?!https?:|#|mailto:)(?<path>[^)#\s]+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex RelativeLink();

    [GeneratedRegex(
        """LoggerMessage\([^"]*"[^"]*\{(Error|Critical)\}""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex LevelField();
}
