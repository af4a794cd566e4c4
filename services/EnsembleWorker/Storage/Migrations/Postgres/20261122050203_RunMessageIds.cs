using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Orchestrator.EnsembleWorker.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RunMessageIds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "message_id",
                schema: "worker",
                table: "run_messages",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_run_messages_run_id_message_id",
                schema: "worker",
                table: "run_messages",
                columns: new[] { "run_id", "message_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_run_messages_run_id_message_id",
                schema: "worker",
                table: "run_messages");

            migrationBuilder.DropColumn(
                name: "message_id",
                schema: "worker",
                table: "run_messages");
        }
    }
}
