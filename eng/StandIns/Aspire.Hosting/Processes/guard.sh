# Outlives the application and clears up after it when it is killed. Lines on standard input: add PID, remove PID, folder PATH.
# When the input ends, the application has gone: what is still known is terminated, killed after $2 seconds, and the folders go.
# A process belongs to the application when it was added, when it descends from such a one or is in its session, or when it
# carries the variable $1: daemons leave both their parent and their session.
unset ASPIRE_STANDIN_GUARD
marker=$1
limit=$2
trap '' INT TERM HUP
exec 3<&0
(
	known=' '
	folders=''
	newline='
'

	# pid, parent, session and birth of every process that is not a zombie
	processes() {
		if [ -r /proc/self/stat ]; then
			for file in /proc/[0-9]*/stat; do
				if read -r line 2>/dev/null <"$file"; then
					pid=${file#/proc/}
					# shellcheck disable=SC2086 # fields
					set -- ${line##*) }
					[ "$1" = Z ] || echo "${pid%/stat} $2 $4 ${20}"
				fi
			done
		else
			ps -axo pid=,ppid=,pgid=,stat= | while read -r pid parent group state; do
				case $state in Z*) ;; *) echo "$pid $parent $group 0" ;; esac
			done
		fi
	}

	birth() {
		if [ -r "/proc/$1/stat" ] && read -r line 2>/dev/null <"/proc/$1/stat"; then
			# shellcheck disable=SC2086 # fields
			set -- ${line##*) }
			echo "${20}"
		else
			echo 0
		fi
	}

	forget() {
		rest=' '
		for entry in $known; do
			case $entry in "$1":*) ;; *) rest="$rest$entry " ;; esac
		done
		known=$rest
	}

	ours() {
		found=' '
		for file in $(grep -lsF -e "$marker" /proc/[0-9]*/environ 2>/dev/null); do
			file=${file#/proc/}
			found="$found${file%/environ} "
		done
		table=$(processes)
		living=' '
		more=yes
		while [ $more = yes ]; do
			more=no
			while read -r pid parent session birth; do
				case $living in *" $pid "*) continue ;; esac
				hit=no
				case $found in *" $pid "* | *" $parent "*) hit=yes ;; esac
				case $living in *" $parent "*) hit=yes ;; esac
				case $known in *" $pid:$birth "*) hit=yes ;; esac
				[ "$session" = "$pid" ] || case $known in *" $session:"*) hit=yes ;; esac
				if [ $hit = yes ]; then
					living="$living$pid "
					more=yes
				fi
			done <<-TABLE
				$table
			TABLE
		done
		echo $living
	}

	while read -r verb value; do
		case $verb in
		add) known="$known$value:$(birth "$value") " ;;
		remove) forget "$value" ;;
		folder) folders="$folders$value$newline" ;;
		esac
	done

	left=$(ours)
	if [ -n "$left" ]; then
		# shellcheck disable=SC2086 # one argument for each process
		kill -TERM $left 2>/dev/null
		tick=0
		while [ -n "$left" ] && [ $tick -lt $((limit * 10)) ]; do
			sleep 0.1
			left=$(ours)
			tick=$((tick + 1))
		done
		tick=0
		while [ -n "$left" ] && [ $tick -lt 20 ]; do
			# shellcheck disable=SC2086
			kill -KILL $left 2>/dev/null
			sleep 0.1
			left=$(ours)
			tick=$((tick + 1))
		done
	fi

	printf '%s' "$folders" | while IFS= read -r folder; do
		rm -rf -- "$folder"
	done
) <&3 3<&- &
