using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.Profiler.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ProbeTokens : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "Tokens",
                schema: "profiler",
                table: "probe_spend",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Tokens",
                schema: "profiler",
                table: "probe_spend");
        }
    }
}
