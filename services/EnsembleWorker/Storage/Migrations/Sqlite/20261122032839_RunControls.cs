using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.EnsembleWorker.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RunControls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "cached",
                schema: "worker",
                table: "steps",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "calls",
                schema: "worker",
                table: "steps",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "gpu_ms",
                schema: "worker",
                table: "steps",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "replaced",
                schema: "worker",
                table: "steps",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "pause_requested",
                schema: "worker",
                table: "runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "paused_at_ms",
                schema: "worker",
                table: "runs",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "paused_ms",
                schema: "worker",
                table: "runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "priority",
                schema: "worker",
                table: "runs",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<byte[]>(
                name: "question",
                schema: "worker",
                table: "runs",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "tenant",
                schema: "worker",
                table: "runs",
                type: "TEXT",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "run_messages",
                schema: "worker",
                columns: table => new
                {
                    run_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    at_ms = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<byte[]>(type: "BLOB", nullable: false),
                    taken_at = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_run_messages", x => new { x.run_id, x.number });
                    table.ForeignKey(
                        name: "FK_run_messages_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "worker",
                        principalTable: "runs",
                        principalColumn: "run_id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_runs_created_at_ms_run_id",
                schema: "worker",
                table: "runs",
                columns: new[] { "created_at_ms", "run_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "run_messages",
                schema: "worker");

            migrationBuilder.DropIndex(
                name: "IX_runs_created_at_ms_run_id",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "cached",
                schema: "worker",
                table: "steps");

            migrationBuilder.DropColumn(
                name: "calls",
                schema: "worker",
                table: "steps");

            migrationBuilder.DropColumn(
                name: "gpu_ms",
                schema: "worker",
                table: "steps");

            migrationBuilder.DropColumn(
                name: "replaced",
                schema: "worker",
                table: "steps");

            migrationBuilder.DropColumn(
                name: "pause_requested",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "paused_at_ms",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "paused_ms",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "priority",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "question",
                schema: "worker",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "tenant",
                schema: "worker",
                table: "runs");
        }
    }
}
