using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.EnsembleWorker.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RunMessagesAndDeadlines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "deadline_at_ms",
                schema: "worker",
                table: "runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "messages",
                schema: "worker",
                table: "runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "messages_logged",
                schema: "worker",
                table: "runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "takeovers",
                schema: "worker",
                table: "runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_runs_state_created_at_ms_run_id",
                schema: "worker",
                table: "runs",
                columns: new[] { "state", "created_at_ms", "run_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_runs_state_created_at_ms_run_id",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "deadline_at_ms",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "messages",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "messages_logged",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "takeovers",
                schema: "worker",
                table: "runs");
        }
    }
}
