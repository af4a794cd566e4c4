using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Orchestrator.StandIns.Tests.Sqlite;

public sealed class ValueTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    public static TheoryData<object, string> Values() =>
        new()
        {
            { long.MinValue, "integer" },
            { 42, "integer" },
            { true, "integer" },
            { Math.PI, "real" },
            { double.PositiveInfinity, "real" },
            { 12.34m, "text" },
            { "", "text" },
            { "서울에서 만나요 👩‍👩‍👧 ‮ Ω", "text" },
            { new string('가', 100_000), "text" },
            { "before\0after", "text" },
            { Array.Empty<byte>(), "blob" },
            { new byte[] { 0, 1, 0, 255 }, "blob" },
            { Guid.Parse("0198f2a0-0000-7000-8000-000000000001", CultureInfo.InvariantCulture), "text" },
            { new DateTime(2026, 2, 28, 23, 59, 58, 123, DateTimeKind.Unspecified), "text" },
            { new DateTimeOffset(2026, 2, 28, 23, 59, 58, TimeSpan.FromHours(9)), "text" },
            { new DateOnly(2026, 2, 28), "text" },
            { new TimeOnly(23, 59, 58), "text" },
            { new TimeSpan(1, 2, 3, 4, 5), "text" },
        };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_parameter_comes_back_as_it_went_in(object value, string storedAs)
    {
        using var connection = _file.Open();
        connection.Run("CREATE TABLE t (v)");
        connection.Ask("INSERT INTO t VALUES (@p0)", value);

        using var command = connection.CreateCommand();
        command.CommandText = "SELECT v, typeof(v) FROM t";
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());

        Assert.Equal(storedAs, reader.GetString(1));
        Assert.Equal(value, Read(reader, value.GetType()));
    }

    [Fact]
    public void Null_is_neither_an_empty_text_nor_an_empty_blob()
    {
        using var connection = _file.Open();

        Assert.Equal(1L, connection.Ask("SELECT @p0 IS NULL", [null]));
        Assert.Equal(0L, connection.Ask("SELECT @p0 IS NULL", ""));
        Assert.Equal(0L, connection.Ask("SELECT @p0 IS NULL", Array.Empty<byte>()));
        Assert.IsType<DBNull>(connection.Ask("SELECT NULL"));
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        using var connection = _file.Open();

        Assert.Equal("a\ufffdb", connection.Ask("SELECT @p0", "a\ud83db"));
    }

    [Fact]
    public void Names_of_columns_tables_and_parameters_may_be_korean()
    {
        using var connection = _file.Open();
        connection.Run("CREATE TABLE 모델 (이름 TEXT NOT NULL, 크기 INTEGER)");
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO 모델 VALUES (@이름, @크기) RETURNING 이름";
        command.Parameters.AddWithValue("@이름", "큐원");
        command.Parameters.AddWithValue("@크기", 8);
        using var reader = command.ExecuteReader();

        Assert.True(reader.Read());
        Assert.Equal("이름", reader.GetName(0));
        Assert.Equal("큐원", reader.GetString(0));
    }

    [Fact]
    public void A_missing_parameter_is_named_in_the_error()
    {
        using var connection = _file.Open();

        var error = Assert.Throws<InvalidOperationException>(() => connection.Ask("SELECT @p0, @nobody", 1));
        Assert.Contains("@nobody", error.Message, StringComparison.Ordinal);
    }

    private static object Read(SqliteDataReader reader, Type type) =>
        typeof(SqliteDataReader)
            .GetMethod(nameof(SqliteDataReader.GetFieldValue))!
            .MakeGenericMethod(type)
            .Invoke(reader, [0])!;
}
